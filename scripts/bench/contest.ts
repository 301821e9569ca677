/**
 * Contests of codecs. Each contender has a process of its own for each message, so that none shapes the code or memory of another.
 * Contenders take turns round by round.
 *
 * @module
 */
import { withProcesses } from "./bench-process.ts";
import { alternate, type RoundCounts } from "./measure.ts";
import { type BenchMessage, MESSAGES } from "./messages.ts";
import type { BenchSize } from "./section.ts";

/** The approximate size of a round, in octets. A message counts as at least {@link MIN_MESSAGE_OCTETS}. */
const ROUND_OCTETS = 3_000_000;
const MIN_MESSAGE_OCTETS = 64;
const MIN_MESSAGES = 8;

/** Rounds of a contest, and the time before them in ms, in which hot code is compiled. */
export const contestSizes: Readonly<Record<BenchSize, RoundCounts & { readonly warmUpMs: number }>> = {
  full: { warmUp: 0, rounds: 15, limitMs: 10_000, warmUpMs: 300 },
  small: { warmUp: 0, rounds: 1, limitMs: 5000, warmUpMs: 1 },
};

/** The work of a contender with one message. */
export interface CodecTask {
  /** Prepares a run; not measured. */
  prepare?(): void;
  /** Runs once. @returns {@link CodecTask.expected} if the run did all of its work */
  run(): number;
  /** The return value of a complete run. */
  readonly expected: number;
}

/** Contenders by name. Each takes a message and the number of messages of a run. */
export type Contenders = Readonly<Record<string, (sample: BenchMessage, count: number) => CodecTask>>;

/** The times of one contender: ns per message, one figure per round. */
export type RoundTimes = readonly number[];

/** Returns the number of messages of a run. */
export function countOf({ size }: BenchMessage): number {
  return Math.max(MIN_MESSAGES, Math.floor(ROUND_OCTETS / Math.max(size, MIN_MESSAGE_OCTETS)));
}

/** Runs contenders of a section on one message, in turns. */
export function runContest<N extends string>(
  section: string,
  names: readonly N[],
  sample: BenchMessage,
  size: BenchSize,
): Promise<Readonly<Record<N, RoundTimes>>> {
  const { warmUpMs, ...counts } = contestSizes[size];
  return withProcesses(async (start) => {
    const runs: Partial<Record<N, () => Promise<number>>> = {};
    for (const name of names) {
      const contender = start("codec-program", [section, name, sample.name, String(warmUpMs)], "single");
      runs[name] = () => contender.ask<number>({ kind: "round" });
      // The warm-up ends before that of the next contender begins.
      await runs[name]();
    }
    return alternate(runs as Record<N, () => Promise<number>>, counts);
  });
}

/** Returns the message of a name. */
export function messageOf(name: string): BenchMessage {
  return MESSAGES.find((each) => each.name === name) as BenchMessage;
}
