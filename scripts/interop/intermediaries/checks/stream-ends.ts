/**
 * What do the ends of HTTP streams turn into on the way?
 *
 * @module
 */
import { data, reset } from "../../h2/index.ts";
import { collectReply, sendRequest } from "../testbed/raw-request.ts";
import { ReceivedMessages, reportText } from "../testbed/received-messages.ts";
import { yesIf, type PathCheck } from "./path-check.ts";
import { delay, waitUntil } from "../../../common/waiting.ts";

const TIMEOUT_MS = 2500;
const PING_FRAME_OCTETS = 11;
const noOctets = new Uint8Array(0);

const clientEnds: PathCheck = {
  id: "half-closed",
  group: "Ends of streams",
  title: "END_STREAM of the client",
  asks: "A raw client ends its side; the origin then sends 4 octets and ends. Yes: they arrive, behind them END_STREAM.",
  phase: "usual",
  needsOpen: true,
  run: async (lab) => {
    const peer = await lab.connectRaw();
    const { stream } = sendRequest(peer, { target: lab.newTarget("stub/goes-on") });
    await collectReply(peer, stream, TIMEOUT_MS, ({ octets }) => octets.length >= "begin".length);
    peer.send(data(stream, noOctets, { endStream: true }));
    const { octets, ended, code } = await collectReply(peer, stream, TIMEOUT_MS);
    const text = Buffer.from(octets).toString();
    return yesIf(text === "rest" && ended === "END_STREAM", `${text === "rest" ? "the rest came" : "nothing more came"}, then ${ended ?? "nothing"} ${code ?? ""}`.trimEnd());
  },
};

const serverEnds: PathCheck = {
  id: "server-ends-first",
  group: "Ends of streams",
  title: "END_STREAM of the server first",
  asks: "An origin ends its side first, as the drafts of 2016 had it; the client has 1 MiB to send still. Yes: all of it reaches the origin.",
  phase: "usual",
  needsOpen: true,
  run: async (lab) => {
    const target = lab.newTarget("stub/ends-first");
    const peer = await lab.connectRaw();
    const { stream } = sendRequest(peer, { target });
    await collectReply(peer, stream, TIMEOUT_MS);
    const octets = new Uint8Array(1024 * 1024);
    await peer.sendAll(stream, octets, { endStream: true }).catch(() => undefined);
    const seen = (): number => (lab.origin.observedRequests(target)[0]?.octets.length ?? 0) - PING_FRAME_OCTETS;
    const all = await waitUntil(() => seen() >= octets.length, TIMEOUT_MS);
    return yesIf(all, `${Math.max(0, seen())} of ${octets.length} octets reached the origin`);
  },
};

const clientResets: PathCheck = {
  id: "client-resets",
  group: "Ends of streams",
  title: "RST_STREAM of the client",
  asks: "A raw client resets with CANCEL. Yes: the origin sees an end out of order, not END_STREAM.",
  phase: "usual",
  needsOpen: true,
  run: async (lab) => {
    const target = lab.newTarget("stub/echo");
    const peer = await lab.connectRaw();
    const { stream } = sendRequest(peer, { target });
    await collectReply(peer, stream, TIMEOUT_MS, ({ octets }) => octets.length >= PING_FRAME_OCTETS);
    peer.send(reset(stream, "CANCEL"));
    const ended = (): string | undefined => lab.origin.observedRequests(target)[0]?.ended;
    await waitUntil(() => ended() !== undefined, TIMEOUT_MS);
    return yesIf(ended() === "aborted", `origin saw ${{ end: "END_STREAM", aborted: "a reset", none: "nothing" }[ended() ?? "none"]}`);
  },
};

const serverResets: PathCheck = {
  id: "server-resets",
  group: "Ends of streams",
  title: "RST_STREAM of the origin",
  asks: "An origin resets with INTERNAL_ERROR. Yes: the client sees a reset, not END_STREAM.",
  phase: "usual",
  needsOpen: true,
  run: async (lab) => {
    const peer = await lab.connectRaw();
    const { stream } = sendRequest(peer, { target: lab.newTarget("stub/resets") });
    const { ended, code } = await collectReply(peer, stream, TIMEOUT_MS);
    return yesIf(ended === "reset", `client saw ${ended ?? "nothing"} ${code ?? ""}`.trimEnd());
  },
};

const serverResetsOurs: PathCheck = {
  id: "server-resets-ours",
  group: "Ends of streams",
  title: "RST_STREAM of the origin, our client",
  asks: "An origin resets with INTERNAL_ERROR what our client has opened. Yes: it reports 1006 with what it saw.",
  phase: "usual",
  needsOpen: true,
  run: async (lab) => {
    const client = await lab.connect(lab.newTarget("stub/resets")).catch((error: Error) => error);
    if (client instanceof Error) return yesIf(client.name === "OpeningError", client.message);
    const report = await new ReceivedMessages(client).waitForClose(TIMEOUT_MS);
    return yesIf(report?.code === 1006 && !report.wasClean, `client ${reportText(report)}`);
  },
};

const dataFramesKept: PathCheck = {
  id: "data-kept",
  group: "Ends of streams",
  title: "DATA frames as sent",
  asks: "An origin sends back 20 messages of 1 to 20 octets that go out two by two, 5 ms apart. Yes: as many DATA frames arrive as were sent, cut alike.",
  phase: "usual",
  needsOpen: true,
  run: async (lab) => {
    const peer = await lab.connectRaw();
    const { stream } = sendRequest(peer, { target: lab.newTarget("stub/echo") });
    await collectReply(peer, stream, TIMEOUT_MS, ({ octets }) => octets.length >= PING_FRAME_OCTETS);
    const sizes = Array.from({ length: 20 }, (_, index) => index + 1);
    const total = sizes.reduce((sum, size) => sum + size, 0);
    // Two in one write, then a pause: hops may join them.
    for (const [index, size] of sizes.entries()) {
      peer.send(data(stream, new Uint8Array(size)));
      if (index % 2 === 1) await delay(5);
    }
    const { dataSizes: cuts } = await collectReply(peer, stream, TIMEOUT_MS, ({ octets }) => octets.length >= total);
    return yesIf(cuts.join() === sizes.join(), `${cuts.length} DATA frames for ${sizes.length}`);
  },
};

/** The questions. */
export const streamEndChecks: readonly PathCheck[] = [clientEnds, serverEnds, clientResets, serverResets, serverResetsOurs, dataFramesKept];
