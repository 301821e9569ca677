/**
 * Quantiles of measured values.
 *
 * @module
 */

/** Returns the value below which a part of the values lies; NaN for an empty list. @param part - from 0 to 1 */
export function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

/** Returns the median, the upper one of two; NaN for an empty list. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}
