/**
 * Folds wide lines by the single backslash strategy of RFC 8792, Section 7.
 *
 * @module
 */

/** The header of folded text, for readers and unfolding tools. */
export const foldMarker = "NOTE: '\\' line wrapping per RFC 8792";

/** A line that cannot be folded; `index` counts from 0. */
export interface FoldProblem {
  readonly index: number;
  readonly reason: string;
}

function foldHeading(width: number): string {
  const free = width - foldMarker.length - 2;
  const left = Math.floor(free / 2);
  return `${"=".repeat(left)} ${foldMarker} ${"=".repeat(free - left)}`;
}

/**
 * Returns the offset at which a line is cut: after the last space, or at the width if that would make the line much
 * shorter. Never before a space, since unfolding removes the spaces at the beginning of the next line.
 */
function cutAt(line: string, width: number): number {
  let end = width - 1;
  for (let word = end; word > (width * 2) / 3; word--) {
    if (line.charAt(word - 1) === " " && line.charAt(word) !== " ") return word;
  }
  while (end > 0 && line.charAt(end) === " ") end--;
  return end;
}

function foldLine(line: string, width: number): string[] | undefined {
  const folded: string[] = [];
  let rest = line;
  while (rest.length > width) {
    const end = cutAt(rest, width);
    if (end <= 0) return undefined;
    folded.push(`${rest.slice(0, end)}\\`);
    rest = rest.slice(end);
  }
  return [...folded, rest];
}

function findFoldProblem(lines: readonly string[]): FoldProblem | undefined {
  const noted = lines.findIndex((line) => line.includes(foldMarker));
  if (noted >= 0) return { index: noted, reason: "the text is already folded; remove fold" };
  const index = lines.findIndex((line) => line.endsWith("\\"));
  return index < 0 ? undefined : { index, reason: "a line of folded text cannot end with a backslash; change its end" };
}

/**
 * Folds lines wider than `width` columns. Text without such lines is unchanged.
 *
 * @param width - in columns, at least 46, the width of the header
 */
export function foldLines(lines: readonly string[], width: number): readonly string[] | FoldProblem {
  if (lines.every((line) => line.length <= width)) return lines;
  const problem = findFoldProblem(lines);
  if (problem !== undefined) return problem;
  const folded = lines.map((line) => foldLine(line, width));
  const index = folded.indexOf(undefined);
  if (index >= 0) return { index, reason: `line has ${width} spaces in a row, too many to be folded` };
  return [foldHeading(width), "", ...folded.flatMap((line) => line ?? [])];
}
