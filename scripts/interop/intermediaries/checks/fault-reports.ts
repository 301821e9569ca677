/**
 * Does the end that broke the rules learn which rule it was?
 *
 * @module
 */
import type { Frame } from "../../../../reference/schema/index.ts";
import { FrameDecoder } from "../../../../reference/wire/index.ts";
import { data } from "../../h2/index.ts";
import { collectReply, sendRequest } from "../testbed/raw-request.ts";
import { ReceivedMessages, reportText } from "../testbed/received-messages.ts";
import { yesIf, type PathCheck } from "./path-check.ts";
import { delay, waitUntil } from "../../../common/waiting.ts";

const TIMEOUT_MS = 4000;
const PING_FRAME_OCTETS = 11;
/** A reserved bit is set. */
const malformedFrame = Uint8Array.of(1, 0x10);

function errorCodeIn(octets: Uint8Array): string | undefined {
  const frames = new FrameDecoder({ message: 65536, compression: "none" }).push(octets);
  return frames.find((frame): frame is Extract<Frame, { type: "error" }> => frame.type === "error")?.code;
}

const clientFault: PathCheck = {
  id: "client-faults",
  group: "Closing",
  title: "The client's fault",
  asks: "A raw client opens and sends a malformed frame. Yes: the server's error frame FRAM reaches it.",
  phase: "usual",
  needsOpen: true,
  run: async (lab) => {
    const peer = await lab.connectRaw();
    const { stream } = sendRequest(peer, { target: lab.newTarget("meet") });
    await collectReply(peer, stream, TIMEOUT_MS, ({ octets }) => octets.length >= PING_FRAME_OCTETS);
    peer.send(data(stream, malformedFrame));
    const { octets, ended, code } = await collectReply(peer, stream, TIMEOUT_MS, (reply) => errorCodeIn(reply.octets) !== undefined);
    const error = errorCodeIn(octets);
    return yesIf(error === "FRAM", error === undefined ? `no error frame, ${ended ?? "open"} ${code ?? ""}`.trimEnd() : `error frame ${error}`);
  },
};

const serverFault: PathCheck = {
  id: "server-faults",
  group: "Closing",
  title: "The server's fault",
  asks: "An origin opens and sends a malformed frame. Yes: our client names the fault, and its error frame FRAM reaches the origin.",
  phase: "usual",
  needsOpen: true,
  run: async (lab) => {
    const target = lab.newTarget("stub/garbage");
    const client = await lab.connect(target);
    const mailbox = new ReceivedMessages(client);
    const at = (): string | undefined => errorCodeIn(lab.origin.observedRequests(target)[0]?.octets ?? new Uint8Array(0));
    const reached = await waitUntil(() => at() !== undefined, TIMEOUT_MS);
    const seen = `origin ${reached ? `saw ${at()}` : "saw no error frame"}`;
    // The stub does not end the stream by itself: the client's close timeout does.
    const report = await mailbox.waitForClose(2 * TIMEOUT_MS);
    return yesIf(at() === "FRAM" && report?.fault?.code === "FRAM", `${seen}; client ${reportText(report)}`);
  },
};

const overClientLimit: PathCheck = {
  id: "client-limit",
  group: "Closing",
  title: "Over the client's limit",
  asks: "The server sends 8 MiB to a client that takes messages of 64 KiB. Yes: the client stops at the limit and the server learns LRGE.",
  phase: "usual",
  needsOpen: true,
  run: async (lab) => {
    const { client, server } = await lab.connectBothEnds({ limits: { message: 65536 } });
    const at = { client: new ReceivedMessages(client), server: new ReceivedMessages(server) };
    await delay(20);
    server.send(new Uint8Array(8 * 1024 * 1024));
    const [there, here] = await Promise.all([at.server.waitForClose(2 * TIMEOUT_MS), at.client.waitForClose(2 * TIMEOUT_MS)]);
    return yesIf(there?.error === "LRGE" && here?.fault?.code === "LRGE", `client ${reportText(here)}; server ${reportText(there)}`);
  },
};

/** The questions. */
export const faultReportChecks: readonly PathCheck[] = [clientFault, serverFault, overClientLimit];
