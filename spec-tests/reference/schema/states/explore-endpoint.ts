/** A search through all states of one end, with a peer, a path and an application that do anything at any time that HTTP allows. */
import type { ConnectionEvent as Event, ConnectionRole as Role } from "../../../../reference/schema/states/index.ts";
import { endpoint, Violation, type Endpoint } from "./end-state.ts";
import { feed, flush, receive } from "./endpoint.ts";

/** An end, and the state of its HTTP stream. */
interface SingleEnd {
  end: Endpoint;
  /** Whether the header section has been received. */
  headed: boolean;
  /** Whether the stream has ended or was reset, or the connection is lost. */
  over: boolean;
}
type Move = (next: SingleEnd) => void;

const FRAMES = [..."PQLpqlwMGCEBF"];
const HEADS: Readonly<Record<Role, readonly string[]>> = { client: [..."IHNZ"], server: ["A"] };
const TIMERS: Readonly<Record<string, readonly Event[]>> = {
  h: ["handshake-timeout"],
  r: ["refusal-timeout"],
  f: ["close-timeout"],
  a: ["close-timeout"],
  c: ["close-timeout"],
  l: ["ping-due", "ping-lost"],
};
const wire = (): void => undefined;

function head(letter: string): Move {
  return (next) => {
    receive(next.end, letter, wire);
    next.headed = letter !== "I";
    next.over = letter === "Z";
    next.end.peerEnded ||= letter === "Z";
  };
}

function received(single: SingleEnd): readonly Move[] {
  const { end, headed, over } = single;
  const ends = ["$", "X"].map((letter): Move => (next) => {
    next.over = true;
    receive(next.end, letter, wire);
  });
  const loss: Move = (next) => {
    next.over = true;
    feed(next.end, "loss", "", wire);
  };
  if (over || (end.role === "server" && !headed)) return over ? [] : HEADS.server.map(head);
  if (!headed) return [...HEADS.client.map(head), ...ends.slice(1), loss];
  const frames = FRAMES.map((letter): Move => (next) => receive(next.end, letter, wire));
  return [...frames, ...ends, loss];
}

function local({ end, headed }: SingleEnd): readonly Move[] {
  const event = (name: Event): Move => (next) => feed(next.end, name, "", wire);
  const moves = (TIMERS[end.timers] ?? []).map(event);
  const server = end.role === "server";
  if (server && ["deciding", "refused", "closed"].includes(end.state) && headed) moves.push(event("accept"), event("refuse"));
  if (!server || end.state !== "deciding") moves.push(event("close"), event("terminate"), event("send"));
  if (end.out !== "" && !["opening", "closed"].includes(end.state)) {
    moves.push(end.begun ? (next) => flush(next.end, wire) : (next) => void (next.end.begun = true));
  }
  // "flushed" may follow in these states, where it changes nothing; a server that refused has queued nothing.
  if (["refused", "closed"].includes(end.state) && !(server && end.state === "refused")) moves.push(event("flushed"));
  return moves;
}

const bounded = ({ end }: SingleEnd): boolean =>
  end.out.length <= 3 && end.held.length <= 2 && end.delivered <= 2 && end.kept <= 2 && end.taken <= 2;

/**
 * Visits all states of one end.
 *
 * @returns the number of states
 * @throws {@link Violation} if the end breaks a rule
 */
export function exploreEndpoint(role: Role, confirm: boolean): number {
  const end = endpoint(role, { confirm });
  if (role === "client") feed(end, "request", "", wire);
  const todo: SingleEnd[] = [{ end, headed: false, over: false }];
  const seen = new Set<string>();
  for (let at = todo.pop(); at !== undefined; at = todo.pop()) {
    for (const move of [...received(at), ...local(at)]) {
      const next = { ...at, end: { ...at.end } };
      try {
        move(next);
      } catch (error) {
        throw error instanceof Violation ? new Violation(`${error.message}, from ${JSON.stringify(at)}`) : error;
      }
      const key = Object.values(next.end).join() + next.headed + next.over;
      if (!seen.has(key) && bounded(next)) {
        seen.add(key);
        todo.push(next);
      }
    }
  }
  return seen.size;
}
