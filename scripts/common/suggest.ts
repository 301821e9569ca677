/**
 * Suggests a known name for an unknown one.
 *
 * @module
 */

/** Returns the edit distance: the least number of letters to insert, delete or replace. */
export function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [at, letter] of [...from].entries()) {
    const next = [at + 1];
    for (const [column, other] of [...to].entries()) {
      const replaced = (row[column] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(replaced, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}

/** Returns the nearest of `names`, or `undefined` if more than half of the letters would change. */
export function nearest(name: string, names: readonly string[]): string | undefined {
  const ranked = names
    .map((other) => ({ other, far: editDistance(name.toLowerCase(), other.toLowerCase()) }))
    .sort((a, b) => a.far - b.far);
  const best = ranked[0];
  return best !== undefined && best.far * 2 <= Math.max(name.length, best.other.length) ? best.other : undefined;
}

/** The most names in a message. */
const MAX_NAMES = 24;

/** Returns the end of a message about an unknown name: the nearest known name, or up to 24 known names. */
export function suggest(name: string, names: readonly string[]): string {
  const near = nearest(name, names);
  if (near !== undefined) return `did you mean "${near}"?`;
  const others = names.length > MAX_NAMES ? `, and ${names.length - MAX_NAMES} others` : "";
  return names.length === 0 ? "no name is known" : `expected one of: ${names.slice(0, MAX_NAMES).join(", ")}${others}`;
}
