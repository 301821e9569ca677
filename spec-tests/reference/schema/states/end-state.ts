/** What one end of the model knows, and the rules that it must not break. */
import { connection, type ConnectionRole as Role, type ConnectionState as State } from "../../../../reference/schema/states/index.ts";

/** A rule of the protocol that a run breaks. */
export class Violation extends Error {}

/** Everything that an end knows; plain values, so that a copy is a spread. */
export interface Endpoint {
  readonly role: Role;
  readonly confirm: boolean;
  /** How many messages it keeps before open without closing its window. */
  readonly keeps: number;
  state: State;
  /** What waits to go out; where `begun`, the first letter is in part on the wire. */
  out: string;
  begun: boolean;
  /** Octets kept until the decision. */
  held: string;
  /** Messages taken from the application, kept until open, delivered to it. */
  taken: number;
  kept: number;
  delivered: number;
  /** Delivered messages that the application has not yet consumed; they take window. */
  waiting: number;
  /** `C` or `E`: the error frame that was sent, and received. */
  own: string;
  peer: string;
  ended: boolean;
  peerEnded: boolean;
  reset: boolean;
  opened: boolean;
  faulted: boolean;
  /** A fault was found when the own CLOS was at least begun. */
  lateFault: boolean;
  report: "" | "failed" | "clean" | "unclean" | "abnormal";
  /** The timers that run: `h`andshake, `r`efusal, `c`lose, `l`iveness. */
  timers: string;
  /** What the model still allows: closing, pings, faults to commit. */
  closes: number;
  pings: number;
  faults: number;
}

/** Throws where a rule does not hold. */
export function need(holds: boolean, end: Endpoint, what: string): void {
  if (!holds) throw new Violation(`${end.role} in ${end.state}: ${what}`);
}

/** An end at the very beginning. */
export function endpoint(role: Role, allows: Partial<Pick<Endpoint, "confirm" | "keeps" | "closes" | "pings" | "faults">>): Endpoint {
  return {
    role, confirm: false, keeps: 1, state: connection.initial[role], out: "", begun: false, held: "",
    taken: 0, kept: 0, delivered: 0, waiting: 0, own: "", peer: "", ended: false, peerEnded: false, reset: false,
    opened: false, faulted: false, lateFault: false, report: "", timers: "", closes: 0, pings: 0, faults: 0, ...allows,
  };
}
