/**
 * Folding of lines that are too wide, by the single backslash strategy of RFC 8792, Section 7.
 *
 * @module
 */

/** What a reader, and a tool that unfolds, knows folded text by. */
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
 * Where a line is cut: behind the last space, unless that makes the line much shorter, else as late as it goes.
 * Not before a space, since unfolding takes the next line's first spaces away.
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
  if (noted >= 0) return { index: noted, reason: "text is folded already; expected fold taken out" };
  const index = lines.findIndex((line) => line.endsWith("\\"));
  return index < 0 ? undefined : { index, reason: "a line that ends with a backslash cannot stand in folded text; expected it to end otherwise" };
}

/**
 * Folds lines that are wider than `width` columns; text without such lines stays as it is.
 *
 * @param width in columns, at least 46, which the heading needs.
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
