/**
 * Conditions on sizes, as code.
 *
 * @module
 */
import type { IntegerRange } from "../model.ts";

/** Returns the condition that a size in octets lies in one of the ranges. */
export function sizeTest(size: string, ranges: readonly IntegerRange[]): string {
  const several = ranges.length > 1;
  return ranges
    .map(([least, most]) => {
      if (least === most) return `${size} === ${least}`;
      const tests = [...(least === 0 ? [] : [`${size} >= ${least}`]), ...(most === null ? [] : [`${size} <= ${most}`])];
      return several && tests.length > 1 ? `(${tests.join(" && ")})` : tests.join(" && ") || "true";
    })
    .join(" || ");
}

/** Returns the condition that a size in octets lies in none of the ranges. */
export function notSizeTest(size: string, ranges: readonly IntegerRange[]): string {
  const [only] = ranges;
  if (ranges.length !== 1 || only === undefined) return `!(${sizeTest(size, ranges)})`;
  const [least, most] = only;
  if (least === most) return `${size} !== ${least}`;
  return [...(least === 0 ? [] : [`${size} < ${least}`]), ...(most === null ? [] : [`${size} > ${most}`])].join(" || ") || "false";
}
