/** The actions and guards of the table for one end of the model. */
import type {
  ConnectionAction as Action,
  ConnectionEvent as Event,
  ConnectionGuard as Guard,
  ConnectionState as State,
} from "../../../../reference/schema/states/index.ts";
import { need, type Endpoint } from "./end-state.ts";

const PONG: Readonly<Record<string, string>> = { Q: "q", L: "l", P: "p" };

/** Receives the letters that an end sends. */
export type Emit = (letter: string) => void;

function insert(end: Endpoint, letter: string): void {
  let at = end.begun ? 1 : 0;
  while ("pPQ".includes(end.out[at] ?? "-")) at += 1;
  end.out = end.out.slice(0, at) + letter + end.out.slice(at);
}

function report(end: Endpoint, as: Endpoint["report"]): void {
  need(end.report === "", end, `reports ${as} after ${end.report}`);
  end.report = as;
}

/** Sends a letter, after a check that the end may still send it. */
export function emit(end: Endpoint, letter: string, wire: Emit): void {
  need(!end.ended, end, `sends ${letter} after END_STREAM`);
  need(!end.reset, end, `sends ${letter} after RST_STREAM`);
  need(end.own === "", end, `sends ${letter} after its own error frame`);
  if (letter === "C" || letter === "E") end.own = letter;
  wire(letter);
}

function endStream(end: Endpoint, event: Event, wire: Emit): void {
  need(!end.ended && !end.reset, end, "sends END_STREAM twice or after RST_STREAM");
  const abnormal = event === "close-timeout" || (event === "end-stream" && end.peer === "" && !end.faulted);
  const regular = end.own !== "" && (end.role === "client" || end.peerEnded);
  need(regular || (abnormal && end.role === "server"), end, `sends END_STREAM on ${event}`);
  // Messages of a server that has received no ping wait for its pong, not for window.
  const waits = end.out !== "" && end.opened;
  need(!waits, end, "sends END_STREAM while output waits");
  end.out = "";
  end.begun = false;
  end.ended = true;
  wire("$");
}

function resetStream(end: Endpoint, event: Event, wire: Emit): void {
  need(!end.reset, end, "sends RST_STREAM twice");
  need(!(end.ended && end.peerEnded), end, "resets a stream that has ended both ways");
  const due = ["close-timeout", "ping-lost", "refusal-timeout", "terminate"].includes(event);
  const abandons = !end.opened || (event === "end-stream" && (end.role === "client" || end.out !== "")) || end.out.includes("p");
  need(due || abandons, end, `sends RST_STREAM on ${event}`);
  end.out = "";
  end.begun = false;
  end.reset = true;
  wire("X");
}

function refuse(end: Endpoint, wire: Emit): void {
  for (const letter of "NB") emit(end, letter, wire);
  end.ended = true;
  wire("$");
}

/** The event of an action, its letter if it has one, the wire, and the reader of further letters. */
export interface EventContext {
  readonly event: Event;
  /** The state before the event. */
  readonly from: State;
  readonly letter: string;
  readonly wire: Emit;
  readonly read: (letter: string) => void;
}
type Effect = (end: Endpoint, context: EventContext) => void;
const nothing: Effect = () => undefined;
const timers = (letter: string): Effect => (end, { event, from }) => void Object.assign(end, { timers: letter, began: `${from} ${event}` });
const queue = (letter: string): Effect => (end) => void (end.out += letter);

/** The effects of all actions. */
export const effects: Readonly<Record<Action, Effect>> = {
  "send-request": (end, { wire }) => emit(end, "A", wire),
  "send-opening-ping": queue("P"),
  "check-request": nothing,
  "send-reply": (end, { wire }) => emit(end, "H", wire),
  "send-refusal": (end, { wire }) => refuse(end, wire),
  "refuse-content": (end, { wire }) => refuse(end, wire),
  "refuse-undecided": (end, { wire }) => refuse(end, wire),
  "keep-content": nothing,
  "count-opening": nothing,
  "announce-open": (end) => {
    need(!end.opened, end, "opens twice");
    Object.assign(end, { opened: true, timers: "l", delivered: end.kept, waiting: end.kept, kept: 0 });
  },
  "start-handshake-timer": timers("h"),
  "shorten-handshake-timer": timers("h"),
  "start-refusal-timer": timers("r"),
  "start-flush-timer": timers("f"),
  "start-answer-timer": timers("a"),
  "start-close-timer": timers("c"),
  hold: (end, { letter }) => void (end.held += letter),
  parse: (end, { letter, read }) => {
    const waiting = end.held + letter;
    end.held = "";
    for (const each of waiting) read(each);
  },
  discard: (end) => void (end.held = ""),
  "keep-message": (end) => void (end.kept += 1),
  deliver: (end) => {
    need(end.opened && !end.faulted && end.report === "", end, "delivers before open, after a fault or after the report");
    end.delivered += 1;
    end.waiting += 1;
  },
  "settle-ping": nothing,
  "keep-code": (end, { letter }) => void (end.peer = letter),
  "queue-opening-pong": (end) => insert(end, "p"),
  "queue-second-ping": (end) => insert(end, "Q"),
  "queue-ping": (end) => insert(end, "L"),
  "queue-pong": (end, { letter }) => {
    const waits = end.out.slice(end.begun ? 1 : 0);
    if (!waits.includes(PONG[letter] ?? "?")) insert(end, PONG[letter] ?? "?");
  },
  "queue-message": (end) => {
    end.out += "M";
    end.taken += 1;
  },
  "refuse-message": nothing,
  "queue-clos": queue("C"),
  "queue-answer": queue("C"),
  "queue-plain-clos": queue("C"),
  "queue-fault": queue("E"),
  "queue-framing-fault": queue("E"),
  "drop-messages": (end) => {
    const kept = end.begun ? 1 : 0;
    end.out = end.out.slice(0, kept) + (end.out.slice(kept).includes("C") ? "C" : "");
  },
  "drop-queue": (end) => void (end.out = end.begun ? end.out.slice(0, 1) : ""),
  "send-end-stream": (end, { wire, event }) => endStream(end, event, wire),
  "reset-cancel": (end, { wire, event }) => resetStream(end, event, wire),
  "reset-no-error": (end, { wire, event }) => {
    need(end.ended, end, "sends RST_STREAM(NO_ERROR) before END_STREAM");
    if (!end.peerEnded) resetStream(end, event, wire);
  },
  "report-failed": (end) => report(end, "failed"),
  "report-clean": (end) => {
    need(end.peer === "C" && end.own === "C" && !end.faulted, end, "reports clean without CLOS both ways");
    report(end, "clean");
  },
  "report-unclean": (end) => {
    need(end.peer !== "" && !end.faulted, end, "reports a code without an error frame received");
    report(end, "unclean");
  },
  "report-abnormal": (end) => {
    need(end.peer === "" || end.faulted, end, "reports 1006 in spite of an error frame received");
    report(end, "abnormal");
  },
};

/** The conditions of all guards. */
export const holds: Readonly<Record<Guard, (end: Endpoint, letter: string) => boolean>> = {
  interim: (_, letter) => letter === "I",
  "reply-okay": (_, letter) => letter === "H",
  "content-follows": (_, letter) => letter === "N",
  "content-full": (_, letter) => letter === "F",
  "content-over": (_, letter) => letter === "F",
  "wrong-pong": (_, letter) => letter !== "p",
  confirm: (end) => end.confirm,
  "messages-full": (end) => end.kept + 1 > end.keeps,
  "second-pong": (_, letter) => letter === "q",
  "pong-waits": (end) => end.out.includes("p"),
  "output-waits": (end) => end.out !== "",
  "clos-begun": (end) => end.begun && end.out[0] === "C",
  "peer-clos": (end) => end.peer === "C",
  "peer-error": (end) => end.peer === "E",
  "peer-open": (end) => !end.peerEnded,
};
