/** One end against a peer, a path and an application that may do anything at any time that HTTP allows. */
import type { ConnectionEvent as Event, ConnectionRole as Role } from "../../../../reference/schema/states/index.ts";
import { endpoint, Violation, type Endpoint } from "./end-state.ts";
import { feed, flush, receive } from "./endpoint.ts";

/** An end and what HTTP has brought it. */
interface Alone {
  end: Endpoint;
  /** Whether the header section has been received. */
  headed: boolean;
  /** Whether the stream has ended, was reset, or the connection is lost. */
  over: boolean;
}
type Act = (next: Alone) => void;

const FRAMES = [..."PQLpqlwMGCEBF"];
const HEADS: Readonly<Record<Role, readonly string[]>> = { client: [..."IHNZ"], server: ["A"] };
const TIMERS: Readonly<Record<string, readonly Event[]>> = {
  h: ["handshake-timeout"],
  r: ["refusal-timeout"],
  c: ["close-timeout"],
  l: ["ping-due", "ping-lost"],
};
const wire = (): void => undefined;

function head(letter: string): Act {
  return (next) => {
    receive(next.end, letter, wire);
    next.headed = letter !== "I";
    next.over = letter === "Z";
    next.end.peerEnded ||= letter === "Z";
  };
}

function received(alone: Alone): readonly Act[] {
  const { end, headed, over } = alone;
  const ends = ["$", "X"].map((letter): Act => (next) => {
    next.over = true;
    receive(next.end, letter, wire);
  });
  const loss: Act = (next) => {
    next.over = true;
    feed(next.end, "loss", "", wire);
  };
  if (over || (end.role === "server" && !headed)) return over ? [] : HEADS.server.map(head);
  if (!headed) return [...HEADS.client.map(head), ...ends.slice(1), loss];
  const frames = FRAMES.map((letter): Act => (next) => receive(next.end, letter, wire));
  return [...frames, ...ends, loss];
}

function local({ end, headed }: Alone): readonly Act[] {
  const event = (name: Event): Act => (next) => feed(next.end, name, "", wire);
  const acts = (TIMERS[end.timers] ?? []).map(event);
  const server = end.role === "server";
  if (server && ["deciding", "refused", "closed"].includes(end.state) && headed) acts.push(event("accept"), event("refuse"));
  if (!server || end.state !== "deciding") acts.push(event("close"), event("send"));
  if (end.out !== "" && !["opening", "closed"].includes(end.state)) {
    acts.push(end.begun ? (next) => flush(next.end, wire) : (next) => void (next.end.begun = true));
  }
  // An endpoint may say that all is out where it matters to no one; of a refusal nothing was queued.
  if (["refused", "closed"].includes(end.state) && !(server && end.state === "refused")) acts.push(event("flushed"));
  return acts;
}

const bounded = ({ end }: Alone): boolean => end.out.length <= 3 && end.held.length <= 2 && end.delivered <= 2 && end.kept <= 2 && end.taken <= 2;

/**
 * Searches all that can happen to one end.
 *
 * @returns how many states there are
 * @throws {@link Violation}
 */
export function exploreAlone(role: Role, confirm: boolean): number {
  const end = endpoint(role, { confirm });
  if (role === "client") feed(end, "request", "", wire);
  const todo: Alone[] = [{ end, headed: false, over: false }];
  const seen = new Set<string>();
  for (let at = todo.pop(); at !== undefined; at = todo.pop()) {
    for (const act of [...received(at), ...local(at)]) {
      const next = { ...at, end: { ...at.end } };
      try {
        act(next);
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
