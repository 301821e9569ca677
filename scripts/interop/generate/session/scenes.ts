/**
 * How each state is reached, and how each event is brought about. Several ways of both are tried for a row of the table, in this
 * order, until one uses it.
 *
 * @module
 */
import { limit } from "../../../../reference/schema/index.ts";
import type { ConnectionEvent, ConnectionRole, ConnectionState } from "../../../../reference/schema/states/index.ts";
import { advance, data, errorFrame, feed, headers, type Input, input, pingFrame, random, request, type Setting, window } from "./words.ts";

/** What happens before the event of a row, and the setting that it needs. */
export interface Prefix {
  readonly setting?: Omit<Setting, "role">;
  readonly inputs: readonly Input[];
  /** It serves this one event alone, brought about in this way. */
  readonly only?: { readonly event: ConnectionEvent; readonly probe: Input };
}

const peerData = data("e1");
const text = { frame: { type: "text", text: "Hi" } } as const;
const clos = { frame: errorFrame("CLOS", 1001) };
const large = { frame: errorFrame("LRGE") };
const fault = { fault: "FRAM", hex: "0110" };
const pong = (of: string) => feed({ frame: pingFrame("pong", of) });
const peerPing = feed({ frame: pingFrame("ping", peerData) });

const connect = input("request", { connect: true });
const ask = input("request", { headers: request });
const accept = input("accept", { accept: true });
const refuse = input("refuse", { refuse: {} });
const send = input("send", { send: text.frame });
const close = input("close", { close: {} });
const end = input("end-stream", { endStream: true });
const lost = input("loss", { lost: true });
const reset = input("reset", { reset: "INTERNAL_ERROR" }, { reset: "INTERNAL_ERROR" });

const firstPong = pong(random[0] ?? "");
const replied = [connect, headers("okay")];
const opening = [ask, accept];
const open: Readonly<Record<ConnectionRole, readonly Input[]>> = { client: [...replied, firstPong], server: [...opening, peerPing] };

const plain = (...inputs: Input[]): Prefix => ({ inputs });

/** A timeout that comes after that time behind this prefix. */
const after = (event: ConnectionEvent, ms: number, { inputs }: Prefix): Prefix => ({ inputs, only: { event, probe: advance(ms, event) } });

/** States of one role alone. */
const ownStates: Readonly<Record<ConnectionRole, Readonly<Partial<Record<ConnectionState, readonly Prefix[]>>>>> = {
  client: {
    connecting: [{ inputs: [], only: { event: "request", probe: connect } }, plain(connect)],
    refused: [
      after("handshake-timeout", limit.value("refusalLinger"), plain(connect, headers("content-follows"))),
      plain(connect, headers("content-follows")),
      { setting: { limits: { refusalBody: 4 } }, inputs: [connect, headers("content-follows")] },
    ],
    replied: [plain(...replied), { setting: { confirm: true }, inputs: replied }],
    confirming: [
      { setting: { confirm: true }, inputs: [...replied, firstPong] },
      { setting: { confirm: true, limits: { queuedMessages: 1 } }, inputs: [...replied, firstPong, feed(text)] },
    ],
  },
  server: {
    deciding: [{ inputs: [], only: { event: "request", probe: ask } }, plain(ask)],
    refused: [plain(ask, refuse)],
    opening: [plain(...opening)],
  },
};

/** States that both roles have, by what follows the opening; a server may also have been told of the end. */
function sharedStates(role: ConnectionRole): Readonly<Partial<Record<ConnectionState, readonly Prefix[]>>> {
  const behind = (...inputs: Input[]): Prefix => plain(...open[role], ...inputs);
  const slow = (...inputs: Input[]): Prefix => behind(window(0), ...inputs);
  const ended = (...prefixes: Prefix[]): Prefix[] => (role === "client" ? [] : prefixes.map(({ inputs }) => plain(...inputs, end)));
  const due = advance(limit.value("pingAfter"), "ping-due");
  const draining = [slow(send, feed(clos)), slow(feed(large))];
  return {
    open: [slow(), slow(send), after("ping-lost", limit.value("pingLost"), behind(due, due)), ...(role === "server" ? [plain(...opening, window(0), peerPing)] : [])],
    flushing: [after("close-timeout", limit.value("closeAtMost"), slow(close)), slow(close), behind(window(1), close)],
    closing: [behind(close), behind(close, feed(clos)), behind(close, feed(large))],
    draining: [...draining, ...ended(...draining)],
    faulting: [slow(feed(fault)), ...ended(slow(feed(fault)))],
    failing: [behind(feed(fault))],
    closed: [behind(lost)],
  };
}

/** The ways to a state. */
export function prefixes(role: ConnectionRole, state: ConnectionState): readonly Prefix[] {
  return [...(ownStates[role][state] ?? []), ...(sharedStates(role)[state] ?? [])];
}

/** The ways to bring an event about behind a prefix. */
export function probes(event: ConnectionEvent, { only }: Prefix): readonly Input[] {
  if (only !== undefined) return only.event === event ? [only.probe] : [];
  const timeout = (ms: number): readonly Input[] => [advance(ms, event)];
  const ways: Readonly<Record<ConnectionEvent, readonly Input[]>> = {
    request: [],
    accept: [accept],
    refuse: [refuse],
    headers: (["interim", "okay", "content-follows", "ends"] as const).map(headers),
    octets: [feed({ hex: "03" }), feed({ hex: "030048" }), feed({ hex: "7b7d7b7d" })],
    message: [feed(text)],
    ping: [peerPing],
    pong: [firstPong, pong(random[1] ?? ""), pong(peerData)],
    clos: [feed(clos)],
    error: [feed(large)],
    fault: [feed(fault)],
    "end-stream": [end],
    reset: [reset],
    loss: [lost],
    send: [send],
    close: [close],
    flushed: [window("open")],
    "handshake-timeout": timeout(limit.value("handshake")),
    "refusal-timeout": timeout(limit.value("refusalLinger")),
    "close-timeout": timeout(limit.value("close")),
    "ping-due": timeout(limit.value("pingAfter")),
    "ping-lost": [],
  };
  return ways[event];
}

/** What follows the event of a row, so that what it has queued and left behind is seen too. */
export const epilogue: readonly Input[] = [window("open"), lost];
