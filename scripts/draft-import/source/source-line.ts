/**
 * Lines of the text to import, with their places.
 *
 * @module
 */
import type { Diagnostic } from "../../draft/diagnostics/diagnostics.ts";

/** One line, without its line feed. */
export interface SourceLine {
  readonly text: string;
  /** The file of the line, as the caller named it. */
  readonly file: string;
  /** Counts from 1. */
  readonly line: number;
}

/** Reports what the import could not carry over, at a line. */
export type ReportLine = (at: SourceLine | undefined, rule: string, reason: string) => void;

/** Returns a reporter that adds to a list. A report without a place names the first line of `file`. */
export function lineReporter(messages: Diagnostic[], file: string): ReportLine {
  return (at, rule, reason) => {
    const { file: name, line } = at ?? { file, line: 1 };
    messages.push({ file: name, line, column: 1, rule, reason });
  };
}

/** Splits a text into lines: a byte order mark is dropped, CR LF reads as LF, a tab advances to a multiple of 4 columns. */
export function splitLines(text: string, file: string): SourceLine[] {
  const plain = text
    .replace(/^\uFEFF/, "")
    .replace(/\r\n?/g, "\n")
    .replace(/\n$/, "");
  return plain.split("\n").map((one, index) => ({ text: expandTabs(one), file, line: index + 1 }));
}

function expandTabs(text: string): string {
  let result = "";
  for (const [index, part] of text.split("\t").entries()) result += index === 0 ? part : " ".repeat(4 - (result.length % 4)) + part;
  return result;
}

/** Returns whether a line has only blanks. */
export function isBlank({ text }: SourceLine): boolean {
  return text.trim() === "";
}

/** Returns the number of blanks at the beginning. */
export function indentOf({ text }: SourceLine): number {
  return text.length - text.trimStart().length;
}

/** Removes up to `columns` blanks from the beginning of a line. */
export function dedent(line: SourceLine, columns: number): SourceLine {
  return { ...line, text: line.text.slice(Math.min(columns, indentOf(line))) };
}

/** Removes blank lines at both ends. */
export function trimBlankLines(lines: readonly SourceLine[]): SourceLine[] {
  const first = lines.findIndex((line) => !isBlank(line));
  return first < 0 ? [] : lines.slice(first, lines.findLastIndex((line) => !isBlank(line)) + 1);
}
