/**
 * What do the ends of HTTP streams turn into on the way?
 *
 * @module
 */
import { data, reset } from "../../h2/index.ts";
import { collect, sendRequest } from "../lab/raw.ts";
import { Mailbox, reportText } from "../mailbox.ts";
import { answer, type Question } from "../question.ts";
import { pause, until } from "../waiting.ts";

const WAIT = 2500;
const PING = 11;
const none = new Uint8Array(0);

const clientEnds: Question = {
  id: "half-closed",
  group: "Ends of streams",
  title: "END_STREAM of the client",
  asks: "A raw client ends its side; the origin then sends 4 octets and ends. Yes: they arrive, behind them END_STREAM.",
  phase: "usual",
  needsOpen: true,
  ask: async (lab) => {
    const peer = await lab.peer();
    const { stream } = sendRequest(peer, { target: lab.target("stub/goes-on") });
    await collect(peer, stream, WAIT, ({ octets }) => octets.length >= "begin".length);
    peer.send(data(stream, none, { endStream: true }));
    const { octets, ended, code } = await collect(peer, stream, WAIT);
    const text = Buffer.from(octets).toString();
    return answer(text === "rest" && ended === "END_STREAM", `${text === "rest" ? "the rest came" : "nothing more came"}, then ${ended ?? "nothing"} ${code ?? ""}`.trimEnd());
  },
};

const serverEnds: Question = {
  id: "server-ends-first",
  group: "Ends of streams",
  title: "END_STREAM of the server first",
  asks: "An origin ends its side first, as the drafts of 2016 had it; the client has 1 MiB to send still. Yes: all of it reaches the origin.",
  phase: "usual",
  needsOpen: true,
  ask: async (lab) => {
    const target = lab.target("stub/ends-first");
    const peer = await lab.peer();
    const { stream } = sendRequest(peer, { target });
    await collect(peer, stream, WAIT);
    const octets = new Uint8Array(1024 * 1024);
    await peer.sendAll(stream, octets, { endStream: true }).catch(() => undefined);
    const seen = (): number => (lab.origin.seen(target)[0]?.octets.length ?? 0) - PING;
    const all = await until(() => seen() >= octets.length, WAIT);
    return answer(all, `${Math.max(0, seen())} of ${octets.length} octets reached the origin`);
  },
};

const clientResets: Question = {
  id: "client-resets",
  group: "Ends of streams",
  title: "RST_STREAM of the client",
  asks: "A raw client resets with CANCEL. Yes: the origin sees an end out of order, not END_STREAM.",
  phase: "usual",
  needsOpen: true,
  ask: async (lab) => {
    const target = lab.target("stub/echo");
    const peer = await lab.peer();
    const { stream } = sendRequest(peer, { target });
    await collect(peer, stream, WAIT, ({ octets }) => octets.length >= PING);
    peer.send(reset(stream, "CANCEL"));
    const ended = (): string | undefined => lab.origin.seen(target)[0]?.ended;
    await until(() => ended() !== undefined, WAIT);
    return answer(ended() === "aborted", `origin saw ${{ end: "END_STREAM", aborted: "a reset", none: "nothing" }[ended() ?? "none"]}`);
  },
};

const serverResets: Question = {
  id: "server-resets",
  group: "Ends of streams",
  title: "RST_STREAM of the origin",
  asks: "An origin resets with INTERNAL_ERROR. Yes: the client sees a reset, not END_STREAM.",
  phase: "usual",
  needsOpen: true,
  ask: async (lab) => {
    const peer = await lab.peer();
    const { stream } = sendRequest(peer, { target: lab.target("stub/resets") });
    const { ended, code } = await collect(peer, stream, WAIT);
    return answer(ended === "reset", `client saw ${ended ?? "nothing"} ${code ?? ""}`.trimEnd());
  },
};

const serverResetsOurs: Question = {
  id: "server-resets-ours",
  group: "Ends of streams",
  title: "RST_STREAM of the origin, our client",
  asks: "An origin resets with INTERNAL_ERROR what our client has opened. Yes: it reports 1006 with what it saw.",
  phase: "usual",
  needsOpen: true,
  ask: async (lab) => {
    const client = await lab.connect(lab.target("stub/resets")).catch((error: Error) => error);
    if (client instanceof Error) return answer(client.name === "OpeningError", client.message);
    const report = await new Mailbox(client).closed(WAIT);
    return answer(report?.code === 1006 && !report.wasClean, `client ${reportText(report)}`);
  },
};

const recut: Question = {
  id: "data-kept",
  group: "Ends of streams",
  title: "DATA frames as sent",
  asks: "An origin sends back 20 messages of 1 to 20 octets that go out two by two, 5 ms apart. Yes: as many DATA frames arrive as were sent, cut alike.",
  phase: "usual",
  needsOpen: true,
  ask: async (lab) => {
    const peer = await lab.peer();
    const { stream } = sendRequest(peer, { target: lab.target("stub/echo") });
    await collect(peer, stream, WAIT, ({ octets }) => octets.length >= PING);
    const sizes = Array.from({ length: 20 }, (_, index) => index + 1);
    const total = sizes.reduce((sum, size) => sum + size, 0);
    // Two in one write, then a pause: hops may join them.
    for (const [index, size] of sizes.entries()) {
      peer.send(data(stream, new Uint8Array(size)));
      if (index % 2 === 1) await pause(5);
    }
    const { cuts } = await collect(peer, stream, WAIT, ({ octets }) => octets.length >= total);
    return answer(cuts.join() === sizes.join(), `${cuts.length} DATA frames for ${sizes.length}`);
  },
};

/** The questions. */
export const ends: readonly Question[] = [clientEnds, serverEnds, clientResets, serverResets, serverResetsOurs, recut];
