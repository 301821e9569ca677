/**
 * Compares figures with their targets.
 *
 * @module
 */
import type { BenchFigure, BenchTarget } from "../report-schema.ts";

/** Returns the distance of a figure from the limit, relative to the limit: positive on the wrong side. */
export function missedBy({ bound, limit }: BenchTarget, { value }: BenchFigure): number {
  return bound === "most" ? value / limit - 1 : 1 - value / limit;
}

/** Returns whether a figure meets a target. */
export function meetsTarget(each: BenchTarget, found: BenchFigure): boolean {
  return missedBy(each, found) <= (each.lessSpread ? (found.spread ?? 0) : 0);
}

const percent = (part: number): string => `${(part * 100).toFixed(part < 0.095 ? 1 : 0)} %`;

/** Returns a verdict in words: `met`, `missed by 12 %`. */
export function verdictText(each: BenchTarget, found: BenchFigure): string {
  const by = missedBy(each, found);
  if (by <= 0) return "met";
  if (meetsTarget(each, found)) return "met, less the spread";
  return `missed by ${percent(by)}${by <= (found.spread ?? 0) ? ", within the spread" : ""}`;
}
