/**
 * What the build says of an author's mistakes: plain data, collected, printed once at the end.
 *
 * @module
 */
import type { Node } from "unist";

/** A place in a text file; line and column count from 1. */
export interface SourcePosition {
  readonly line: number;
  readonly column: number;
}

/** One mistake. Every message stops the build. */
export interface Diagnostic extends SourcePosition {
  /** The file that the place is in, as the caller named it. */
  readonly file: string;
  /** The name of the check, lower case with hyphens. */
  readonly rule: string;
  /** What is wrong and what was expected. */
  readonly reason: string;
  /** The id of the schema element that causes it. */
  readonly element?: string;
}

/** Notes a mistake at a place of one file; without a place it is the file's first line. */
export type ReportDiagnostic = (at: SourcePosition | undefined, rule: string, reason: string, element?: string) => void;

/**
 * A reporter that adds to a list.
 *
 * @param messages the list.
 * @param file the file that the places are in.
 */
export function diagnosticReporter(messages: Diagnostic[], file: string): ReportDiagnostic {
  return (at, rule, reason, element) => {
    const { line, column } = at ?? { line: 1, column: 1 };
    messages.push({ file, line, column, rule, reason, ...(element === undefined ? {} : { element }) });
  };
}

/** The place where a Markdown node begins. */
export function positionOf(node: Node): SourcePosition {
  const start = node.position?.start;
  return { line: start?.line ?? 1, column: start?.column ?? 1 };
}

/** Sorts by file, line and column and drops repetitions. */
export function sortDiagnostics(messages: readonly Diagnostic[]): Diagnostic[] {
  const seen = new Map(messages.map((one) => [JSON.stringify(one), one]));
  return [...seen.values()].sort(
    (a, b) => a.file.localeCompare(b.file) || a.line - b.line || a.column - b.column || a.rule.localeCompare(b.rule),
  );
}
