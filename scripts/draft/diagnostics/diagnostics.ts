/**
 * Diagnostics: the mistakes of a draft as plain data, printed once at the end.
 *
 * @module
 */
import type { Node } from "unist";

/** A place in a text file; lines and columns count from 1. */
export interface SourcePosition {
  readonly line: number;
  readonly column: number;
}

/** One mistake. Any mistake stops the build. */
export interface Diagnostic extends SourcePosition {
  /** The file of the place, as the caller named it. */
  readonly file: string;
  /** The name of the check, in lower case with hyphens. */
  readonly rule: string;
  /** The mistake and the expected text. */
  readonly reason: string;
  /** The id of the schema element that causes it. */
  readonly element?: string;
}

/** Reports a mistake at a place of one file, by default its first line. */
export type ReportDiagnostic = (at: SourcePosition | undefined, rule: string, reason: string, element?: string) => void;

/**
 * Returns a reporter that adds to a list.
 *
 * @param messages - the list
 * @param file - the file of the places
 */
export function diagnosticReporter(messages: Diagnostic[], file: string): ReportDiagnostic {
  return (at, rule, reason, element) => {
    const { line, column } = at ?? { line: 1, column: 1 };
    messages.push({ file, line, column, rule, reason, ...(element === undefined ? {} : { element }) });
  };
}

/** Returns the place where a Markdown node begins. */
export function positionOf(node: Node): SourcePosition {
  const start = node.position?.start;
  return { line: start?.line ?? 1, column: start?.column ?? 1 };
}

/** Sorts diagnostics by file, line and column, and drops duplicates. */
export function sortDiagnostics(messages: readonly Diagnostic[]): Diagnostic[] {
  const seen = new Map(messages.map((one) => [JSON.stringify(one), one]));
  return [...seen.values()].sort(
    (a, b) => a.file.localeCompare(b.file) || a.line - b.line || a.column - b.column || a.rule.localeCompare(b.rule),
  );
}
