/**
 * Lists inputs that lead to each state, and inputs that cause each event. For a row of the table, the generator tries them in this
 * order until a combination uses the row.
 *
 * @module
 */
import { limit } from "../../../../reference/schema/index.ts";
import type { ConnectionEvent, ConnectionRole, ConnectionState } from "../../../../reference/schema/states/index.ts";
import {
  advance,
  pingData,
  errorFrame,
  feed,
  headers,
  type SessionInput,
  eventInput,
  pingFrame,
  random,
  requestFields,
  type SessionSetup,
  window,
} from "./inputs.ts";

/** The inputs before the event of a row, and the setup that they need. */
export interface ScenePrefix {
  readonly setup?: Omit<SessionSetup, "role">;
  readonly inputs: readonly SessionInput[];
  /** The one event that the prefix is for, and the input that causes it. */
  readonly only?: { readonly event: ConnectionEvent; readonly probe: SessionInput };
}

const peerData = pingData("e1");
const text = { frame: { type: "text", text: "Hi" } } as const;
const clos = { frame: errorFrame("CLOS", 1001) };
const large = { frame: errorFrame("LRGE") };
const fault = { fault: "FRAM", hex: "0110" };
const pong = (of: string) => feed({ frame: pingFrame("pong", of) });
const peerPing = feed({ frame: pingFrame("ping", peerData) });

/** One octet more than a server holds before its decision. */
const tooMuchContent = "00".repeat(limit.value("undecidedContent") + 1);

const connect = eventInput("request", { connect: true });
const ask = eventInput("request", { headers: requestFields });
const accept = eventInput("accept", { accept: true });
const refuse = eventInput("refuse", { refuse: {} });
const send = eventInput("send", { send: text.frame });
const close = eventInput("close", { close: {} });
const terminate = eventInput("terminate", { terminate: true });
const end = eventInput("end-stream", { endStream: true });
const lost = eventInput("loss", { lost: true });
const reset = eventInput("reset", { reset: "INTERNAL_ERROR" }, { reset: "INTERNAL_ERROR" });

const firstPong = pong(random[0] ?? "");
const replied = [connect, headers("okay")];
const opening = [ask, accept];
const open: Readonly<Record<ConnectionRole, readonly SessionInput[]>> = { client: [...replied, firstPong], server: [...opening, peerPing] };

const prefixOf = (...inputs: SessionInput[]): ScenePrefix => ({ inputs });

/** Returns a prefix for a timeout that fires `ms` milliseconds after it. */
const after = (
  event: ConnectionEvent,
  ms: number,
  { inputs }: ScenePrefix,
): ScenePrefix => ({ inputs, only: { event, probe: advance(ms, event) } });

/** Prefixes of the states that one role has. */
const ownStates: Readonly<Record<ConnectionRole, Readonly<Partial<Record<ConnectionState, readonly ScenePrefix[]>>>>> = {
  client: {
    connecting: [{ inputs: [], only: { event: "request", probe: connect } }, prefixOf(connect)],
    refused: [
      after("handshake-timeout", limit.value("refusalLinger"), prefixOf(connect, headers("content-follows"))),
      prefixOf(connect, headers("content-follows")),
      { setup: { limits: { refusalBody: 4 } }, inputs: [connect, headers("content-follows")] },
    ],
    replied: [prefixOf(...replied), { setup: { confirm: true }, inputs: replied }],
    confirming: [
      { setup: { confirm: true }, inputs: [...replied, firstPong] },
      { setup: { confirm: true, limits: { queuedMessages: 1 } }, inputs: [...replied, firstPong, feed(text)] },
    ],
  },
  server: {
    deciding: [{ inputs: [], only: { event: "request", probe: ask } }, prefixOf(ask)],
    refused: [prefixOf(ask, refuse)],
    opening: [prefixOf(...opening)],
  },
};

/** Returns prefixes of the states that both roles have; for a server also those in which the client has ended the stream. */
function sharedStates(role: ConnectionRole): Readonly<Partial<Record<ConnectionState, readonly ScenePrefix[]>>> {
  const behind = (...inputs: SessionInput[]): ScenePrefix => prefixOf(...open[role], ...inputs);
  const slow = (...inputs: SessionInput[]): ScenePrefix => behind(window(0), ...inputs);
  const ended = (...prefixes: ScenePrefix[]): ScenePrefix[] =>
    (role === "client" ? [] : prefixes.map(({ inputs }) => prefixOf(...inputs, end)));
  const due = advance(limit.value("pingAfter"), "ping-due");
  const flushTimeout = (prefix: ScenePrefix): ScenePrefix => after("close-timeout", limit.value("flush"), prefix);
  const draining = [slow(send, feed(clos)), slow(feed(large))];
  return {
    open: [
      slow(),
      slow(send),
      after("ping-lost", limit.value("pingLost"), behind(due, due)),
      ...(role === "server" ? [prefixOf(...opening, window(0), peerPing)] : []),
    ],
    flushing: [flushTimeout(slow(close)), slow(close), behind(window(1), close)],
    closing: [behind(close), behind(close, feed(clos)), behind(close, feed(large))],
    draining: [...draining.slice(0, 1).map(flushTimeout), ...draining, ...ended(...draining)],
    faulting: [slow(feed(fault)), ...ended(slow(feed(fault)))],
    failing: [behind(feed(fault))],
    closed: [behind(lost)],
  };
}

/** Returns the prefixes that lead to a state. */
export function prefixes(role: ConnectionRole, state: ConnectionState): readonly ScenePrefix[] {
  return [...(ownStates[role][state] ?? []), ...(sharedStates(role)[state] ?? [])];
}

/** Returns the inputs that may cause an event after a prefix. */
export function probes(event: ConnectionEvent, { only }: ScenePrefix): readonly SessionInput[] {
  if (only !== undefined) return only.event === event ? [only.probe] : [];
  const timeout = (ms: number): readonly SessionInput[] => [advance(ms, event)];
  const ways: Readonly<Record<ConnectionEvent, readonly SessionInput[]>> = {
    request: [],
    accept: [accept],
    refuse: [refuse],
    headers: (["interim", "okay", "content-follows", "ends"] as const).map(headers),
    octets: [feed({ hex: "03" }), feed({ hex: "030048" }), feed({ hex: "7b7d7b7d" }), feed({ hex: tooMuchContent })],
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
    terminate: [terminate],
    flushed: [window("open")],
    "handshake-timeout": timeout(limit.value("handshake")),
    "refusal-timeout": timeout(limit.value("refusalLinger")),
    "close-timeout": timeout(limit.value("close")),
    "ping-due": timeout(limit.value("pingAfter")),
    "ping-lost": [],
  };
  return ways[event];
}

/** The inputs after the event of a row, which show the frames that the row has queued and the state that it leaves. */
export const epilogue: readonly SessionInput[] = [window("open"), lost];
