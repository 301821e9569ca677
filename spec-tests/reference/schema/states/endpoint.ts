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

const FAULTS = ["open fault", "flushing fault", "opening fault", ...["message", "pong", "clos", "error"].map((name) => `opening ${name}`)];
const CLOSES = ["open close", "open clos", "open error", "confirming clos"];

/** The timers of closing, each with the states and events in which it may have begun. */
const CLOSE_TIMERS: Readonly<Record<string, readonly [letter: string, ...places: readonly string[]]>> = {
  flushing: ["f", "open close"],
  draining: ["f", ...CLOSES],
  closing: ["a", "flushing flushed"],
  "closing behind the error frame": ["c", "closing clos", "closing error", "draining flushed"],
  faulting: ["c", ...FAULTS],
  failing: ["c", ...FAULTS, "closing fault"],
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
  const now = { event, from, letter, wire, read: (each: string) => receiveFrame(end, each, wire) };
  for (const action of found.actions) effects[action](end, now);
  if (end.state === "closed" && from !== "closed") Object.assign(end, { timers: "", began: "", out: "", begun: false, held: "" });
  checkTimer(end);
}

/** For each state after the opening and each error frame of the peer, the timer and where it may have begun (Section "Timers"). */
function checkTimer({ state, peer, timers, began }: Endpoint): void {
  const closing = peer === "" ? CLOSE_TIMERS["closing"] : CLOSE_TIMERS["closing behind the error frame"];
  const rule = state === "closing" ? closing : CLOSE_TIMERS[state];
  if (rule === undefined) return;
  const [letter, ...places] = rule;
  if (timers !== letter) throw new Violation(`in ${state}: runs the timer ${timers}`);
  if (!places.includes(began)) throw new Violation(`in ${state}: the timer began in ${began}`);
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
