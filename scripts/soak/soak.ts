/**
 * A soak: a run of a given size that fails or reports figures.
 *
 * @module
 */
import type { SeededRandom } from "../common/random.ts";

/** The sizes of all soaks. */
export interface SoakSize {
  /** Idle connections, the HTTP/2 connections that they share, and connections of `ws` for comparison. */
  readonly idle: { readonly connections: number; readonly sessions: number; readonly compared: number };
  /** Messages of both directions together, and the connections that carry them. */
  readonly messages: { readonly messages: number; readonly connections: number };
  /** Octets for the stalled reader, other connections, and the messages of each of these. */
  readonly stalled: { readonly octets: number; readonly others: number; readonly messages: number };
  /** Rounds; each runs every kind of bad peer. */
  readonly badPeers: { readonly rounds: number };
  /** Shutdowns, the connections of each, and the messages of each connection and direction. */
  readonly shutdown: { readonly rounds: number; readonly connections: number; readonly messages: number };
  /** Rounds, or as many as fit in the minutes. */
  readonly churn: { readonly rounds: number; readonly minutes: number };
  /**
   * The seconds of a flood, the factor of connections and messages, whether a plain server is attacked too, and texts of which the name of
   * an attack contains one; all attacks by default.
   */
  readonly attacks: { readonly seconds: number; readonly scale: number; readonly compared: boolean; readonly names?: readonly string[] };
}

/** Prints a line. */
export type SoakReporter = (line: string) => void;

/** Runs a soak. @throws {@link SoakError} if a condition fails */
export type Soak = (size: SoakSize, random: SeededRandom, report: SoakReporter) => Promise<void>;

/** A condition of a soak that failed. */
export class SoakError extends Error {
  override readonly name = "SoakError";
}

/** Checks a condition. @param message - returns the expectation and the finding. @throws {@link SoakError} if the condition fails */
export function ensure(condition: boolean, message: () => string): asserts condition {
  if (!condition) throw new SoakError(message());
}

/** The size of `make soak`. */
export const fullSize: SoakSize = {
  idle: { connections: 10_000, sessions: 100, compared: 2000 },
  messages: { messages: 1_000_000, connections: 50 },
  stalled: { octets: 64 * 1024 * 1024, others: 20, messages: 2000 },
  badPeers: { rounds: 50 },
  shutdown: { rounds: 20, connections: 50, messages: 500 },
  churn: { rounds: 0, minutes: 10 },
  attacks: { seconds: 2, scale: 1, compared: true },
};

/** A size that runs in seconds, for the tests. */
export const smallSize: SoakSize = {
  idle: { connections: 200, sessions: 4, compared: 100 },
  messages: { messages: 4000, connections: 8 },
  stalled: { octets: 8 * 1024 * 1024, others: 4, messages: 100 },
  badPeers: { rounds: 1 },
  shutdown: { rounds: 2, connections: 8, messages: 50 },
  churn: { rounds: 30, minutes: 0 },
  attacks: { seconds: 0.01, scale: 0.01, compared: false },
};
