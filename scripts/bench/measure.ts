/**
 * Alternating rounds, tables and ratios, for all sections.
 *
 * @module
 */
import { median } from "../common/statistics.ts";

/**
 * Runs each subject once per round and returns the median of each. The order rotates from round to round: the second subject finds
 * warm caches, and other work on the machine then slows all subjects alike.
 */
export async function alternate<N extends string>(
  rounds: number,
  subjects: Readonly<Record<N, () => number | Promise<number>>>,
): Promise<Record<N, number>> {
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

/** Returns a table in Markdown. The first column holds words, the others hold figures. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map((_, at) => (at === 0 ? "---" : "---:"))), ...rows.map(line)].join("\n");
}

/** Returns a ratio with its target, if there is one. */
export function ratio(value: number, target?: number): string {
  const text = `${value.toFixed(2)}x`;
  return target === undefined ? text : `${text} (${target})${value < target ? " missed" : ""}`;
}
