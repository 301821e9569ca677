/**
 * Does the end that broke the rules learn which rule it was?
 *
 * @module
 */
import type { Frame } from "../../../../reference/schema/index.ts";
import { FrameDecoder } from "../../../../reference/wire/index.ts";
import { data } from "../../h2/index.ts";
import { collect, sendRequest } from "../lab/raw.ts";
import { Mailbox, reportText } from "../mailbox.ts";
import { answer, type Question } from "../question.ts";
import { pause, until } from "../waiting.ts";

const WAIT = 4000;
const PING = 11;
/** A reserved bit is set. */
const garbage = Uint8Array.of(1, 0x10);

function errorIn(octets: Uint8Array): string | undefined {
  const frames = new FrameDecoder({ message: 65536, compression: "none" }).push(octets);
  return frames.find((frame): frame is Extract<Frame, { type: "error" }> => frame.type === "error")?.code;
}

const ofClient: Question = {
  id: "client-faults",
  group: "Closing",
  title: "The client's fault",
  asks: "A raw client opens and sends a malformed frame. Yes: the server's error frame FRAM reaches it.",
  phase: "usual",
  needsOpen: true,
  ask: async (lab) => {
    const peer = await lab.peer();
    const { stream } = sendRequest(peer, { target: lab.target("meet") });
    await collect(peer, stream, WAIT, ({ octets }) => octets.length >= PING);
    peer.send(data(stream, garbage));
    const { octets, ended, code } = await collect(peer, stream, WAIT, (reply) => errorIn(reply.octets) !== undefined);
    const error = errorIn(octets);
    return answer(error === "FRAM", error === undefined ? `no error frame, ${ended ?? "open"} ${code ?? ""}`.trimEnd() : `error frame ${error}`);
  },
};

const ofServer: Question = {
  id: "server-faults",
  group: "Closing",
  title: "The server's fault",
  asks: "An origin opens and sends a malformed frame. Yes: our client names the fault, and its error frame FRAM reaches the origin.",
  phase: "usual",
  needsOpen: true,
  ask: async (lab) => {
    const target = lab.target("stub/garbage");
    const client = await lab.connect(target);
    const mailbox = new Mailbox(client);
    const at = (): string | undefined => errorIn(lab.origin.seen(target)[0]?.octets ?? new Uint8Array(0));
    const reached = await until(() => at() !== undefined, WAIT);
    const seen = `origin ${reached ? `saw ${at()}` : "saw no error frame"}`;
    // The stub does not end the stream by itself: the client's close timeout does.
    const report = await mailbox.closed(2 * WAIT);
    return answer(at() === "FRAM" && report?.fault?.code === "FRAM", `${seen}; client ${reportText(report)}`);
  },
};

const tooLarge: Question = {
  id: "client-limit",
  group: "Closing",
  title: "Over the client's limit",
  asks: "The server sends 8 MiB to a client that takes messages of 64 KiB. Yes: the client stops at the limit and the server learns LRGE.",
  phase: "usual",
  needsOpen: true,
  ask: async (lab) => {
    const { client, server } = await lab.meet({ limits: { message: 65536 } });
    const at = { client: new Mailbox(client), server: new Mailbox(server) };
    await pause(20);
    server.send(new Uint8Array(8 * 1024 * 1024));
    const [there, here] = await Promise.all([at.server.closed(2 * WAIT), at.client.closed(2 * WAIT)]);
    return answer(there?.error === "LRGE" && here?.fault?.code === "LRGE", `client ${reportText(here)}; server ${reportText(there)}`);
  },
};

/** The questions. */
export const faults: readonly Question[] = [ofClient, ofServer, tooLarge];
