/**
 * Results in numbers.
 *
 * @module
 */
import { z } from "zod";

import { type TestResult, weightOf } from "../report/result.ts";

const count = z.int().min(0);

/** Counts of results, whose kinds add up to all cases. */
export const resultCounts = z
  .strictObject({
    cases: z.int().min(1),
    pass: count,
    mild: count.describe("Allowed, but not recommended."),
    left: count.describe("Skipped or unimplemented."),
    fail: count,
  })
  .readonly();

/** Results in numbers. */
export type ResultCounts = z.output<typeof resultCounts>;

/** Counts results by weight. */
export function countResults(results: readonly TestResult[]): ResultCounts {
  const of = (weight: ReturnType<typeof weightOf>): number => results.filter((result) => weightOf(result) === weight).length;
  return { cases: results.length, pass: of("good"), mild: of("mild"), left: of("left"), fail: of("bad") };
}
