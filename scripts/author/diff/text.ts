/**
 * Compares built texts without page breaks.
 *
 * @module
 */

/** Removes page breaks, page headers, footers and the page numbers of the contents, and joins blank lines. */
export function stripPageBreaks(text: string): string {
  return text
    .replace(/\n*[^\n]*\[Page \d+\][ \t]*\n\f?\n?(?:Internet-Draft [^\n]*\n)?/g, "\n")
    .replace(/\f/g, "")
    .replace(/(?: \.)+ +\d+$/gm, "")
    .replace(/[ \t]+$/gm, "")
    .replace(/\n{3,}/g, "\n\n")
    .trim()
    .concat("\n");
}


/** Consecutive equal lines, or consecutive removed and added lines. */
export type HunkPart =
  | { readonly kind: "same"; readonly lines: readonly string[] }
  | { readonly kind: "changed"; readonly removed: readonly string[]; readonly added: readonly string[] };

/** A hunk of a unified diff. */
export interface Hunk {
  /** The first line of each side, from 1. */
  readonly left: number;
  readonly right: number;
  readonly parts: readonly HunkPart[];
}

function hunkParts(lines: readonly string[]): HunkPart[] {
  const parts: HunkPart[] = [];
  for (const line of lines) {
    const last = parts.at(-1);
    const rest = line.slice(1);
    if (line.startsWith("\\")) continue;
    if (line.startsWith("-") || line.startsWith("+")) {
      const changed = last?.kind === "changed" ? last : { kind: "changed" as const, removed: [], added: [] };
      const next = line.startsWith("-")
        ? { ...changed, removed: [...changed.removed, rest] }
        : { ...changed, added: [...changed.added, rest] };
      parts.splice(last?.kind === "changed" ? parts.length - 1 : parts.length, 1, next);
    } else if (last?.kind === "same") parts[parts.length - 1] = { kind: "same", lines: [...last.lines, rest] };
    else parts.push({ kind: "same", lines: [rest] });
  }
  return parts;
}

/** Parses the unified diff of one file. */
export function parseUnifiedDiff(diff: string): Hunk[] {
  const heads = [...diff.matchAll(/^@@ -(?<left>\d+)(?:,\d+)? \+(?<right>\d+)(?:,\d+)? @@[^\n]*\n/gm)];
  return heads.map((head, index) => {
    const body = diff.slice(head.index + head[0].length, heads[index + 1]?.index ?? diff.length).replace(/\n$/, "");
    return {
      left: Number(head.groups?.["left"]),
      right: Number(head.groups?.["right"]),
      parts: hunkParts(body === "" ? [] : body.split("\n")),
    };
  });
}

/** A word, and whether it changed. */
export interface DiffWord {
  readonly text: string;
  readonly changed: boolean;
}

/** The most pairs of words to compare; with more, which would take seconds, all words count as changed. */
const MAX_WORD_PAIRS = 4_000_000;

const splitWords = (lines: readonly string[]): string[] => lines.join("\n").match(/\s+|[^\s]+/g) ?? [];
const isSpace = (word: string): boolean => /^\s/.test(word);

/** Returns the lengths of the longest common subsequences of all suffixes of two lists. */
function lcsTable(a: readonly string[], b: readonly string[]): Uint16Array[] {
  const rows = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      const [row, below] = [rows[i] as Uint16Array, rows[i + 1] as Uint16Array];
      row[j] = a[i] === b[j] ? (below[j + 1] as number) + 1 : Math.max(below[j] as number, row[j + 1] as number);
    }
  }
  return rows;
}

/** Returns the indexes of the words in a longest common subsequence of two lists. */
function commonWords(a: readonly string[], b: readonly string[]): [Set<number>, Set<number>] {
  const [left, right] = [new Set<number>(), new Set<number>()];
  if (a.length * b.length > MAX_WORD_PAIRS) return [left, right];
  const rows = lcsTable(a, b);
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i] === b[j]) {
      left.add(i++);
      right.add(j++);
    } else if ((rows[i + 1]?.[j] ?? 0) >= (rows[i]?.[j + 1] ?? 0)) i++;
    else j++;
  }
  return [left, right];
}

function markChanged(lines: readonly string[], kept: ReadonlySet<number>): DiffWord[] {
  let index = 0;
  return splitWords(lines).map((text) => ({ text, changed: !isSpace(text) && !kept.has(index++) }));
}

/** Compares removed and added lines word by word, so that a moved line break is not a change. */
export function compareWords(
  removed: readonly string[],
  added: readonly string[],
): { readonly left: DiffWord[]; readonly right: DiffWord[] } {
  const [left, right] = commonWords(
    splitWords(removed).filter((word) => !isSpace(word)),
    splitWords(added).filter((word) => !isSpace(word)),
  );
  return { left: markChanged(removed, left), right: markChanged(added, right) };
}
