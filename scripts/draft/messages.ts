/**
 * What the build says of an author's mistakes: plain data, collected, printed once at the end.
 *
 * @module
 */
import type { Node } from "unist";

/** A place in a text file; line and column count from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** One mistake. Every message stops the build. */
export interface Message extends Place {
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
export type Report = (at: Place | undefined, rule: string, reason: string, element?: string) => void;

/**
 * A reporter that adds to a list.
 *
 * @param messages the list.
 * @param file the file that the places are in.
 */
export function reporter(messages: Message[], file: string): Report {
  return (at, rule, reason, element) => {
    const { line, column } = at ?? { line: 1, column: 1 };
    messages.push({ file, line, column, rule, reason, ...(element === undefined ? {} : { element }) });
  };
}

/** The place where a Markdown node begins. */
export function placeOf(node: Node): Place {
  const start = node.position?.start;
  return { line: start?.line ?? 1, column: start?.column ?? 1 };
}

/** Sorts by file, line and column and drops repetitions. */
export function sorted(messages: readonly Message[]): Message[] {
  const seen = new Map(messages.map((one) => [JSON.stringify(one), one]));
  return [...seen.values()].sort(
    (a, b) => a.file.localeCompare(b.file) || a.line - b.line || a.column - b.column || a.rule.localeCompare(b.rule),
  );
}
