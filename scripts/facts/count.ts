/** Returns each value with its number of occurrences, the most frequent one first. */
export function groupBySize(values: readonly string[]): [value: string, size: number][] {
  const sizes = new Map<string, number>();
  for (const value of values) sizes.set(value, (sizes.get(value) ?? 0) + 1);
  return [...sizes].sort((a, b) => b[1] - a[1]);
}
