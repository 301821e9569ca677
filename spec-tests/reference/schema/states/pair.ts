/** Two ends, the channels between them, and the moves that are possible in each state. */
import type { ConnectionEvent as Event } from "../../../../reference/schema/states/index.ts";
import type { Emit } from "./effects.ts";
import { endpoint, type Endpoint } from "./end-state.ts";
import { feed, flush, receive } from "./endpoint.ts";

/** The moves that a search allows. */
export interface Scope {
  /** The number of messages that each application may send. */
  readonly messages: number;
  /** The number of closes of each application, 0 or 1. */
  readonly closes: readonly [client: number, server: number];
  /** The number of liveness pings that each end may send. */
  readonly pings?: number;
  /** The number of malformed frames that each end may send. */
  readonly faults?: readonly [client: number, server: number];
  readonly confirm?: boolean;
  /** The window: the number of letters that fit in each channel, without END_STREAM and RST_STREAM. */
  readonly window?: number;
  /** Whether the application consumes messages at any later time; by default it does so immediately. */
  readonly slow?: boolean;
  /** Whether frames are sent in two pieces, so that events can happen in between. */
  readonly pieces?: boolean;
  /** The timers that may expire at any time. */
  readonly timers?: string;
  /** Whether the HTTP connection may be lost. */
  readonly loss?: boolean;
  /** Whether an end may stop without a signal. */
  readonly stop?: boolean;
  /** Whether the server may refuse. */
  readonly refuse?: boolean;
  /** Whether the client may close before the connection is open. */
  readonly cancel?: boolean;
  /** Whether an application may end its connection at once. */
  readonly terminate?: boolean;
}

/** Both ends and the letters in transit. */
export interface Pair {
  ends: readonly [client: Endpoint, server: Endpoint];
  /** The letters in transit from each end. */
  wires: [fromClient: string, fromServer: string];
  lost: boolean;
  /** Whether each end has noticed the loss of the connection. */
  noticed: [boolean, boolean];
  gone: [boolean, boolean];
}

type Side = 0 | 1;
/** A possible move: its name, and its effect on a copy of the pair. */
export type Move = readonly [name: string, act: (pair: Pair) => void];

const sides = [0, 1] as const;
/** The window by default. */
const WINDOW = 2;
const TIMERS: Readonly<Record<string, Event>> = {
  h: "handshake-timeout", r: "refusal-timeout", f: "close-timeout", a: "close-timeout", c: "close-timeout", l: "ping-lost",
};

/** Returns the wire of an end. */
function wireOf(pair: Pair, side: Side): Emit {
  return (letter) => {
    if (!pair.lost) pair.wires[side] += letter;
  };
}

/** Returns both ends after the request of the client. */
export function initialPair(scope: Scope): Pair {
  const common = { pings: scope.pings ?? 0 };
  const [clientFaults, serverFaults] = scope.faults ?? [0, 0];
  const keeps = (scope.window ?? WINDOW) - 1;
  const client = endpoint("client", { ...common, confirm: scope.confirm ?? false, keeps, closes: scope.closes[0], faults: clientFaults });
  const server = endpoint("server", { ...common, closes: scope.closes[1], faults: serverFaults });
  const pair: Pair = { ends: [client, server], wires: ["", ""], lost: false, noticed: [false, false], gone: [false, false] };
  feed(client, "request", "", wireOf(pair, 0));
  return pair;
}

function arrivalMoves(pair: Pair, side: Side): Move[] {
  const incoming = pair.wires[1 - side] ?? "";
  if (incoming === "") return [];
  const take = (count: number) => (next: Pair) => {
    const letter = next.wires[1 - side]?.[count - 1] ?? "?";
    next.wires[1 - side] = (next.wires[1 - side] ?? "").slice(count);
    receive(next.ends[side], letter, wireOf(next, side));
  };
  const reset = incoming.indexOf("X");
  const overtakes: Move[] = reset > 0 ? [["reset overtakes", take(reset + 1)]] : [];
  return [[`receives ${incoming[0]}`, take(1)], ...overtakes];
}

const inState = (end: Endpoint, ...states: readonly string[]): boolean => states.includes(end.state);

function outputMoves(pair: Pair, side: Side, scope: Scope): Move[] {
  const end = pair.ends[side];
  const other = pair.ends[1 - side] as Endpoint;
  const heldByPeer = scope.slow === true && !inState(other, "closed") ? other.waiting + other.kept : 0;
  const room = pair.wires[side].replace(/[$XAHNB]/g, "").length + heldByPeer < (scope.window ?? WINDOW);
  if (end.out === "" || pair.lost || inState(end, "opening", "closed")) return [];
  const begins = scope.pieces === true && !end.begun && "MGCE".includes(end.out[0] ?? "?");
  if (begins) return [["begins a frame", (next) => void (next.ends[side].begun = true)]];
  return room ? [[`sends ${end.out[0]}`, (next) => flush(next.ends[side], wireOf(next, side))]] : [];
}

function decisionMoves(pair: Pair, side: Side, scope: Scope): Move[] {
  const end = pair.ends[side];
  if (end.role === "client" || !inState(end, "deciding") || end.timers === "") return [];
  const decide = (event: Event): Move => [event, (next) => feed(next.ends[side], event, "", wireOf(next, side))];
  return [decide("accept"), ...(scope.refuse === true ? [decide("refuse")] : [])];
}

function applicationMoves(pair: Pair, side: Side, scope: Scope): Move[] {
  const end = pair.ends[side];
  const moves: Move[] = [];
  const wire = (next: Pair): Emit => wireOf(next, side);
  if (inState(end, "deciding") || (end.role === "server" && end.state === "refused")) return [];
  if (end.taken < scope.messages) moves.push(["send", (next) => feed(next.ends[side], "send", "", wire(next))]);
  const mayClose = end.closes > 0 && (scope.cancel === true || end.opened);
  if (mayClose) {
    moves.push(["close", (next) => {
      next.ends[side].closes -= 1;
      feed(next.ends[side], "close", "", wire(next));
    }]);
  }
  if (scope.terminate === true && !inState(end, "closed")) {
    moves.push(["terminate", (next) => feed(next.ends[side], "terminate", "", wire(next))]);
  }
  if (end.faults > 0 && end.state === "open") {
    moves.push(["errs", (next) => {
      next.ends[side].faults -= 1;
      next.ends[side].out += "G";
    }]);
  }
  if (scope.slow !== true) end.waiting = 0;
  else if (end.waiting > 0) moves.push(["consumes", (next) => void (next.ends[side].waiting -= 1)]);
  if (end.pings > 0 && end.timers === "l") {
    moves.push(["ping-due", (next) => {
      next.ends[side].pings -= 1;
      feed(next.ends[side], "ping-due", "", wire(next));
    }]);
  }
  return moves;
}

function failureMoves(pair: Pair, side: Side, scope: Scope): Move[] {
  const end = pair.ends[side];
  const moves: Move[] = [];
  const event = TIMERS[end.timers];
  if (event !== undefined && scope.timers?.includes(end.timers) === true) {
    moves.push([event, (next) => feed(next.ends[side], event, "", wireOf(next, side))]);
  }
  if (pair.lost && !pair.noticed[side]) {
    moves.push(["loss", (next) => {
      next.noticed[side] = true;
      next.wires[1 - side] = "";
      feed(next.ends[side], "loss", "", wireOf(next, side));
    }]);
  }
  if (scope.stop === true && !pair.gone[0] && !pair.gone[1]) moves.push(["stops", (next) => void (next.gone[side] = true)]);
  return moves;
}

/** Returns all possible moves. */
export function moves(pair: Pair, scope: Scope): readonly Move[] {
  const all = sides.flatMap((side) =>
    pair.gone[side]
      ? []
      : [arrivalMoves, outputMoves, decisionMoves, applicationMoves, failureMoves]
          .flatMap((kind) => kind(pair, side, scope))
          .map(([name, act]): Move => [`${pair.ends[side].role} ${name}`, act]),
  );
  if (scope.loss === true && !pair.lost) all.push(["connection lost", (next) => void (next.lost = true)]);
  return all;
}

/** Returns a deep copy. */
export function copy(pair: Pair): Pair {
  const { ends, wires, lost, noticed, gone } = pair;
  return { ends: [{ ...ends[0] }, { ...ends[1] }], wires: [...wires], lost, noticed: [...noticed], gone: [...gone] };
}

/** Returns a text that is the same for equal states. */
export function keyOf(pair: Pair): string {
  const [client, server] = pair.ends;
  return Object.values(client).join() + "/" + Object.values(server).join() + "/" + pair.wires.join() + pair.lost + pair.noticed + pair.gone;
}
