/**
 * A model of one end of a connection, small enough for a search through all its states. It runs the transition table, and its
 * actions work on queues of letters. A letter represents a frame, a header section or a signal on the wire.
 */
import { step } from "../../../../reference/layout/machine/machine.ts";
import {
  connection,
  type ConnectionEvent as Event,
  type ConnectionGuard as Guard,
} from "../../../../reference/schema/states/index.ts";
import { effects, emit, holds, type Emit } from "./effects.ts";
import { need, Violation, type Endpoint } from "./end-state.ts";

/**
 * The letters on the wire: `A` request, `I` 103, `H` 200, `N` a response that opens no connection, `Z` such a response with
 * END_STREAM, `B` and `F` its content (`F` reaches the limit of reported content, or exceeds that of content before a decision),
 * `P` `p` opening ping and pong, `w` a pong of another connection, `Q` `q` second ping and pong, `L` `l` later ping and pong,
 * `M` message, `G` a malformed frame, `C` CLOS, `E` another error frame, `$` END_STREAM, `X` RST_STREAM.
 */
const FRAME: Readonly<Record<string, Event>> = {
  M: "message", P: "ping", Q: "ping", L: "ping", p: "pong", q: "pong", l: "pong", w: "pong",
  C: "clos", E: "error", G: "fault", B: "fault", F: "fault",
};
const OTHER: Readonly<Record<string, Event>> = {
  A: "request", I: "headers", H: "headers", N: "headers", Z: "headers", $: "end-stream", X: "reset",
};

let table = connection;

/** Runs `body` with another transition table. */
export function withTable<T>(other: typeof connection, body: () => T): T {
  table = other;
  try {
    return body();
  } finally {
    table = connection;
  }
}

/** The rows that any run has used, as `role state event guard`. */
export const used = new Set<string>();

/** Runs the table for one event. */
export function feed(end: Endpoint, event: Event, letter: string, wire: Emit): void {
  if (event === "end-stream") end.peerEnded = true;
  if (event === "fault") {
    end.lateFault = end.own === "C" || (end.begun && end.out[0] === "C");
    end.faulted = true;
  }
  const found = step(table, end.role, end.state, event, (guard: Guard) => holds[guard](end, letter));
  if (found === undefined) throw new Violation(`${end.role} in ${end.state}: no row for ${event}`);
  if (table === connection) used.add(`${end.role} ${end.state} ${event} ${(found as { guard?: string }).guard ?? ""}`);
  const from = end.state;
  // The state changes before the actions, because `parse` reads in the new state.
  end.state = found.to;
  const now = { event, letter, wire, read: (each: string) => receiveFrame(end, each, wire) };
  for (const action of found.actions) effects[action](end, now);
  if (end.state === "closed" && from !== "closed") Object.assign(end, { timers: "", out: "", begun: false, held: "" });
}

function receiveFrame(end: Endpoint, letter: string, wire: Emit): void {
  const event = FRAME[letter];
  const row = step(table, end.role, end.state, "octets", (guard: Guard) => holds[guard](end, letter));
  if (event === undefined || row?.actions.includes("parse") !== true) return;
  need(end.peer === "", end, `reads ${letter} after the peer's error frame`);
  feed(end, event, letter, wire);
}

/** Handles one letter from the wire. */
export function receive(end: Endpoint, letter: string, wire: Emit): void {
  feed(end, OTHER[letter] ?? "octets", letter, wire);
}

/** Sends the first queued letter, or the rest of it. */
export function flush(end: Endpoint, wire: Emit): void {
  const letter = end.out[0] ?? "?";
  emit(end, letter, wire);
  end.out = end.out.slice(1);
  end.begun = false;
  if (end.out === "") feed(end, "flushed", "", wire);
}
