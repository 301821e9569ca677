/**
 * Contests of codecs. Each contender has a process of its own for each message, so that none shapes the code or memory of another.
 * Contenders take turns round by round.
 *
 * @module
 */
import { fork } from "node:child_process";
import { once } from "node:events";

import { median, quantile } from "../common/statistics.ts";
import { MESSAGES, type BenchMessage } from "./messages.ts";

/** The approximate size of a round, in octets. A message counts as at least {@link MIN_MESSAGE_OCTETS}. */
const ROUND_OCTETS = 3_000_000;
const MIN_MESSAGE_OCTETS = 64;
const MIN_MESSAGES = 8;

/** Rounds that count. */
export const ROUNDS = 15;

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

/** A contender process that waits for its turn. */
interface ContenderProcess {
  readonly name: string;
  round(): Promise<number>;
  end(): void;
}

async function startContender(section: string, name: string, message: string): Promise<ContenderProcess> {
  const child = fork(new URL("./contender.js", import.meta.url), [section, name, message]);
  const answer = async (): Promise<number> => {
    const [time] = (await once(child, "message")) as [number];
    return time;
  };
  // The first answer reports the end of the warm-up.
  await answer();
  const round = (): Promise<number> => {
    child.send("round");
    return answer();
  };
  return { name, round, end: () => void child.disconnect() };
}

/** Runs contenders of a section on one message, in turns. The order rotates from round to round. */
export async function runContest<N extends string>(
  section: string,
  names: readonly N[],
  sample: BenchMessage,
): Promise<Readonly<Record<N, RoundTimes>>> {
  const waiting: ContenderProcess[] = [];
  for (const name of names) waiting.push(await startContender(section, name, sample.name));
  const times = new Map<string, number[]>(names.map((name) => [name, []]));
  for (let round = 0; round < ROUNDS; round++) {
    for (let at = 0; at < waiting.length; at++) {
      const next = waiting[(at + round) % waiting.length] as ContenderProcess;
      times.get(next.name)?.push(await next.round());
    }
  }
  for (const each of waiting) each.end();
  return Object.fromEntries(times) as unknown as Record<N, RoundTimes>;
}

/** Returns the message of a name. */
export function messageOf(name: string): BenchMessage {
  return MESSAGES.find((each) => each.name === name) as BenchMessage;
}

/** Returns the median over the rounds of one time divided by the other. */
export function medianRatio(times: RoundTimes, to: RoundTimes): number {
  return median(times.map((time, round) => time / (to[round] as number)));
}

/** Returns the spread of rounds: half the distance between the quartiles, in percent of the median. */
export function spread(times: RoundTimes): string {
  const half = (quantile(times, 0.75) - quantile(times, 0.25)) / 2;
  return `${((half / median(times)) * 100).toFixed(0)} %`;
}
