/**
 * Alternating rounds, medians and spreads, for all sections.
 *
 * @module
 */
import { median, quantile } from "../common/statistics.ts";
import type { BenchFigure, FigureUnit } from "./report-schema.ts";

/** Returns the CPU time of this process, in us. */
export function cpuTime(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}

/** The number of rounds. */
export interface RoundCounts {
  /** Rounds that do not count: code is compiled, and heap and socket buffers grow. */
  readonly warmUp: number;
  readonly rounds: number;
  /** No round begins after this time, in ms, except the first three that count. */
  readonly limitMs: number;
}

/** Rounds that count even after the time limit. */
const LEAST_ROUNDS = 3;

/**
 * Runs each subject once per round. The order rotates from round to round: the second subject finds warm caches, and other work on the
 * machine then slows all subjects alike.
 *
 * @returns the results of each subject, one for each round that counts
 */
export async function alternate<N extends string, T>(
  subjects: Readonly<Record<N, () => Promise<T>>>,
  { warmUp, rounds, limitMs }: RoundCounts,
): Promise<Record<N, T[]>> {
  const names = Object.keys(subjects) as N[];
  const results = Object.fromEntries(names.map((name) => [name, [] as T[]])) as Record<N, T[]>;
  const end = performance.now() + limitMs;
  for (let round = 0; round < warmUp + rounds; round++) {
    const counted = round - warmUp;
    if (counted >= Math.min(LEAST_ROUNDS, rounds) && performance.now() > end) break;
    for (let at = 0; at < names.length; at++) {
      const name = names[(at + round) % names.length] as N;
      const result = await subjects[name]();
      if (counted >= 0) results[name].push(result);
    }
  }
  return results;
}

/** Returns the median of values with their spread: half the distance between the quartiles, relative to the median. */
export function figure(values: readonly number[], unit: FigureUnit, target?: string): BenchFigure {
  const value = median(values);
  const half = (quantile(values, 0.75) - quantile(values, 0.25)) / 2;
  return { value, unit, ...(values.length > 1 && { spread: Math.abs(half / value) }), ...(target !== undefined && { target }) };
}

/** Returns the median of one value divided by the other in the same round. */
export function ratioFigure(values: readonly number[], to: readonly number[], target?: string): BenchFigure {
  return figure(
    values.map((value, round) => value / (to[round] as number)),
    "ratio",
    target,
  );
}
