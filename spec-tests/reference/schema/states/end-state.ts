/** The state of one end of the model, and the check of its rules. */
import { connection, type ConnectionRole as Role, type ConnectionState as State } from "../../../../reference/schema/states/index.ts";

/** A violation of a rule of the protocol. */
export class Violation extends Error {}

/** The state of one end. Its members are plain values, so that a spread copies it. */
export interface Endpoint {
  readonly role: Role;
  readonly confirm: boolean;
  /** The number of messages that it keeps before it is open without closing its window. */
  readonly keeps: number;
  state: State;
  /** The queued output. If `begun`, a part of the first letter is on the wire. */
  out: string;
  begun: boolean;
  /** The octets kept until the decision. */
  held: string;
  /** The messages accepted from the application, kept until open, and delivered to it. */
  taken: number;
  kept: number;
  delivered: number;
  /** The delivered messages that the application has not yet consumed. They use window. */
  waiting: number;
  /** The error frame sent, and the error frame received: `C`, `E` or empty. */
  own: string;
  peer: string;
  ended: boolean;
  peerEnded: boolean;
  reset: boolean;
  opened: boolean;
  faulted: boolean;
  /** Whether a fault was found after the own CLOS was begun. */
  lateFault: boolean;
  report: "" | "failed" | "clean" | "unclean" | "abnormal";
  /** The running timers: `h`andshake, `r`efusal, `f`lush, `c`lose within the bound of the flush timer (`a`), `c`lose, `l`iveness. */
  timers: string;
  /** The state and the event in which the timer began. */
  began: string;
  /** The remaining closes, pings and faults that the model allows. */
  closes: number;
  pings: number;
  faults: number;
}

/** Throws if a rule does not hold. */
export function need(holds: boolean, end: Endpoint, what: string): void {
  if (!holds) throw new Violation(`${end.role} in ${end.state}: ${what}`);
}

/** Returns an end in its initial state. */
export function endpoint(role: Role, allows: Partial<Pick<Endpoint, "confirm" | "keeps" | "closes" | "pings" | "faults">>): Endpoint {
  return {
    role, confirm: false, keeps: 1, state: connection.initial[role], out: "", begun: false, held: "",
    taken: 0, kept: 0, delivered: 0, waiting: 0, own: "", peer: "", ended: false, peerEnded: false, reset: false,
    opened: false, faulted: false, lateFault: false, report: "", timers: "", began: "", closes: 0, pings: 0, faults: 0, ...allows,
  };
}
