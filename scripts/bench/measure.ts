/**
 * What every measurement shares: medians, rounds that alternate, tables.
 *
 * @module
 */
import { median } from "../common/statistics.ts";


/**
 * Runs each subject once a round and gives the median of each. The order turns from round to round, since whoever comes second
 * finds warm caches, and since other work on the machine then slows all alike.
 */
export async function alternate<N extends string>(rounds: number, subjects: Readonly<Record<N, () => number | Promise<number>>>): Promise<Record<N, number>> {
  const names = Object.keys(subjects) as N[];
  const values = new Map<N, number[]>(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (let at = 0; at < names.length; at++) {
      const name = names[(at + round) % names.length] as N;
      values.get(name)?.push(await subjects[name]());
    }
  }
  return Object.fromEntries(names.map((name) => [name, median(values.get(name) ?? [])])) as Record<N, number>;
}

/** A table in Markdown; the first column is words, the others are figures. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map((_, at) => (at === 0 ? "---" : "---:"))), ...rows.map(line)].join("\n");
}

/** A ratio in words, with what was asked for behind it. */
export function ratio(value: number, asked?: number): string {
  const words = `${value.toFixed(2)}x`;
  return asked === undefined ? words : `${words} (${asked})${value < asked ? " missed" : ""}`;
}
