/**
 * The lines of an item or a definition: those that are indented, and those that continue its running text.
 *
 * @module
 */
import { indentOf, isBlank, type SourceLine } from "../source/source-line.ts";

/** The first line of an item, split behind its mark. */
export interface ItemStart {
  /** The columns of the mark with the blanks behind it. */
  readonly columns: number;
  readonly text: string;
}

/** Returns the first line of an item. The pattern has the groups `mark` and `text`. */
export function itemStart(line: SourceLine, pattern: RegExp): ItemStart | undefined {
  const groups = pattern.exec(line.text)?.groups;
  if (groups === undefined) return undefined;
  const { mark = "", text = "" } = groups;
  const blanks = /^ */.exec(text)?.[0].length ?? 0;
  // Text that begins far behind the mark is code; an item without text has four columns.
  if (text.trim() === "") return { columns: 4, text: "" };
  return blanks > 4 ? { columns: mark.length + 1, text: text.slice(1) } : { columns: mark.length + blanks, text: text.slice(blanks) };
}

const endsLazy = /^ {0,3}(?:\{:|\^\s*$|<!--)/;
const startsList = /^ {0,3}(?:[*+-]|\d+\.)[ \t]/;

/** The lines of one item, and the index of the line behind it. */
export interface ItemLines {
  readonly lines: readonly SourceLine[];
  readonly next: number;
}

/**
 * Collects the lines of an item.
 *
 * @param startsItem - whether a line of the outer level begins another item
 */
export function itemLines(
  lines: readonly SourceLine[],
  index: number,
  start: ItemStart,
  startsItem: (line: SourceLine) => boolean,
): ItemLines {
  const first = lines[index] as SourceLine;
  const result: SourceLine[] = [{ ...first, text: start.text }];
  let afterBlank = start.text === "";
  let nested = false;
  let next = index + 1;
  for (; next < lines.length; next++) {
    const line = lines[next] as SourceLine;
    const inside = indentOf(line) >= start.columns;
    if (isBlank(line)) afterBlank = true;
    else if (inside || !(afterBlank || startsItem(line) || endsLazy.test(line.text))) {
      const text = inside ? line.text.slice(start.columns) : line.text;
      // An inner list needs no blank line before it. The mark `^` ends the text before it.
      if (inside && !nested && !afterBlank && startsList.test(text)) result.push({ ...line, text: "^" });
      nested ||= inside && startsList.test(text);
      afterBlank = false;
      result.push({ ...line, text });
      continue;
    } else break;
    result.push({ ...line, text: "" });
  }
  // Blank lines at the end belong to the outer level.
  while (isBlank(lines[next - 1] as SourceLine) && next > index + 1) {
    next--;
    result.pop();
  }
  return { lines: result, next };
}
