/**
 * @module
 */
import type { IntegerRange } from "../model.ts";

/** A JavaScript condition: a size in octets is in one of the ranges. */
export function sizeTest(size: string, ranges: readonly IntegerRange[]): string {
  return ranges
    .map(([least, most]) => {
      if (most === null) return `${size} >= ${least}`;
      return least === most ? `${size} === ${least}` : `(${size} >= ${least} && ${size} <= ${most})`;
    })
    .join(" || ");
}
