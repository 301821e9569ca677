/**
 * Contests of codecs: each contender has a process of its own for each message, so that none finds code or memory that another has
 * shaped, and they take turns round by round.
 *
 * @module
 */
import { fork } from "node:child_process";
import { once } from "node:events";

import { median, quantile } from "../common/statistics.ts";
import { MESSAGES, type BenchMessage } from "./messages.ts";

/** Octets of the messages of one round, about; a message counts as at least {@link LEAST}. */
const ROUND_OCTETS = 3_000_000;
const LEAST = 64;
const FEWEST = 8;

/** Rounds that count. */
export const ROUNDS = 15;

/** What a contender does with one message. */
export interface CodecTask {
  /** Makes ready for a round; it takes no part in the time. */
  prepare?(): void;
  /** One round. @returns what {@link CodecTask.expected} tells */
  run(): number;
  /** What a round returns when it has done all that it should. */
  readonly expected: number;
}

/** Contenders by name; each is told the message and how many of them make a round. */
export type Contenders = Readonly<Record<string, (sample: BenchMessage, count: number) => CodecTask>>;

/** What was found for one contender: ns a message, one figure a round. */
export type RoundTimes = readonly number[];

/** How many messages make a round. */
export function countOf({ size }: BenchMessage): number {
  return Math.max(FEWEST, Math.floor(ROUND_OCTETS / Math.max(size, LEAST)));
}

/** A contender that waits for its turn. */
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
  // The first answer says that it is warm.
  await answer();
  const round = (): Promise<number> => {
    child.send("round");
    return answer();
  };
  return { name, round, end: () => void child.disconnect() };
}

/** Lets contenders of a section run on one message, in turns; the one that begins is another in each round. */
export async function runContest<N extends string>(section: string, names: readonly N[], sample: BenchMessage): Promise<Readonly<Record<N, RoundTimes>>> {
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

/** The message of a name. */
export function messageOf(name: string): BenchMessage {
  return MESSAGES.find((each) => each.name === name) as BenchMessage;
}

/** How many times as long the one took as the other: the median over the rounds. */
export function medianRatio(times: RoundTimes, to: RoundTimes): number {
  return median(times.map((time, round) => time / (to[round] as number)));
}

/** How far the rounds lie apart: half the distance between the quartiles, in parts of the median. */
export function spread(times: RoundTimes): string {
  const half = (quantile(times, 0.75) - quantile(times, 0.25)) / 2;
  return `${((half / median(times)) * 100).toFixed(0)} %`;
}
