/**
 * What every soak is: a run of a given size that fails or has something to tell.
 *
 * @module
 */
import type { SeededRandom } from "../common/random.ts";

/** How much of everything. */
export interface SoakSize {
  /** Idle connections, and the HTTP/2 connections that they share. */
  readonly idle: { readonly connections: number; readonly sessions: number; /** Those of `ws`, for comparison. */ readonly compared: number };
  /** Messages of both directions together, over so many connections. */
  readonly messages: { readonly messages: number; readonly connections: number };
  /** Octets for the reader that stalls; messages echoed by each of the others meanwhile. */
  readonly stalled: { readonly octets: number; readonly others: number; readonly messages: number };
  /** Rounds of every kind of bad peer. */
  readonly badPeers: { readonly rounds: number };
  /** Shutdowns with messages under way. */
  readonly shutdown: { readonly rounds: number; readonly connections: number; readonly messages: number };
  /** Rounds of opening and closing; with `minutes` as many as fit in. */
  readonly churn: { readonly rounds: number; readonly minutes: number };
}

/** Tells something in a line. */
export type SoakReporter = (line: string) => void;

/** One run. @throws {@link SoakError} where something did not hold */
export type Soak = (size: SoakSize, random: SeededRandom, tell: SoakReporter) => Promise<void>;

/** What a soak found not to hold. */
export class SoakError extends Error {
  override readonly name = "SoakError";
}

/** @throws {@link SoakError} unless it holds; @param what - that was expected, and what was found */
export function ensure(holds: boolean, what: () => string): asserts holds {
  if (!holds) throw new SoakError(what());
}

/** What `make soak` runs. */
export const fullSize: SoakSize = {
  idle: { connections: 10_000, sessions: 100, compared: 2000 },
  messages: { messages: 1_000_000, connections: 50 },
  stalled: { octets: 64 * 1024 * 1024, others: 20, messages: 2000 },
  badPeers: { rounds: 50 },
  shutdown: { rounds: 20, connections: 50, messages: 500 },
  churn: { rounds: 0, minutes: 10 },
};

/** The same code within seconds. */
export const smallSize: SoakSize = {
  idle: { connections: 200, sessions: 4, compared: 100 },
  messages: { messages: 4000, connections: 8 },
  stalled: { octets: 8 * 1024 * 1024, others: 4, messages: 100 },
  badPeers: { rounds: 1 },
  shutdown: { rounds: 2, connections: 8, messages: 50 },
  churn: { rounds: 30, minutes: 0 },
};
