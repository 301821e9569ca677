/**
 * Splits a document for kramdown-rfc at its lines `--- abstract`, `--- middle`, `--- back` and the like.
 *
 * @module
 */
import type { SourceLine } from "./source-line.ts";

/** A part of the document. */
export interface DocumentSection {
  /** `abstract`, `middle`, `back`, `contributor`, `note_Title`, `to_be_removed_note_Title`, `fluff` or another name. */
  readonly name: string;
  readonly start: SourceLine;
  readonly lines: SourceLine[];
}

/** The front matter and the parts that follow it. */
export interface SplitDocument {
  /** The YAML, without the line `---` before it. */
  readonly yaml: readonly SourceLine[];
  readonly sections: readonly DocumentSection[];
}

const rule = /^---(?: +(?<name>\w+)-?)? *$/;
const fence = /^ {0,3}(?<mark>~{3,}|`{3,})/;

/**
 * Splits a document. A line `---` alone ends a part: the text behind it belongs to the part before.
 *
 * @returns `undefined` if the text does not begin with front matter
 */
export function splitSections(lines: readonly SourceLine[]): SplitDocument | undefined {
  if (!/^---\s*$/.test(lines[0]?.text ?? "")) return undefined;
  const yaml: SourceLine[] = [];
  const sections: DocumentSection[] = [];
  const open: string[] = [];
  let current: SourceLine[] = yaml;
  let fenced: string | undefined;
  for (const line of lines.slice(1)) {
    const mark = current === yaml ? undefined : fence.exec(line.text)?.groups?.mark;
    if (fenced === undefined) fenced = mark;
    else if (mark?.startsWith(fenced) === true) fenced = undefined;
    const found = fenced === undefined ? rule.exec(line.text) : null;
    if (found === null) current.push(line);
    else current = startSection(sections, open, found.groups?.name, line);
  }
  return { yaml, sections };
}

/** Begins a part, or returns to the one before. Returns the lines to add to. */
function startSection(sections: DocumentSection[], open: string[], name: string | undefined, start: SourceLine): SourceLine[] {
  if (name === undefined) open.pop();
  else open.push(name);
  const section = { name: open.at(-1) ?? "fluff", start, lines: [] };
  sections.push(section);
  return section.lines;
}
