/**
 * `::include{path=...}`: expands text of other files before parsing, and records the file of each line.
 *
 * @module
 */
import { dirname, join } from "node:path/posix";
import { fenceTracker } from "./fence-tracker.ts";
import { splitFrontMatter } from "./front-matter.ts";
import { diagnosticReporter, type Diagnostic, type SourcePosition } from "../diagnostics/diagnostics.ts";

/** Consecutive lines of one file. */
export interface SourceSegment {
  /** Its first line in the whole text, from 1. */
  readonly from: number;
  readonly file: string;
  /** Its first line in the file, from 1. */
  readonly line: number;
}

/** A draft with its includes. */
export interface ExpandedText {
  readonly text: string;
  /** The segments in the order of the text; the first begins in line 1. */
  readonly segments: readonly SourceSegment[];
}

/** Why a file may not be read. */
export interface FileProblem {
  readonly problem: string;
}

/** Reads a text file. Returns `undefined` if it cannot be read, and the reason if it may not be. */
export type ReadText = (path: string) => string | undefined | FileProblem;

/** Reads a text file. Returns a reason if that fails. */
export function tryRead(read: ReadText, path: string): { readonly text: string } | FileProblem {
  const found = read(path);
  if (typeof found === "string") return { text: found };
  return found ?? { problem: `cannot read ${path}` };
}

/** Returns the file and line of a line of the whole text. */
export function originalLine(parts: readonly SourceSegment[], line: number): { readonly file: string; readonly line: number } {
  const part = parts.findLast(({ from }) => from <= line);
  return part === undefined ? { file: "", line } : { file: part.file, line: part.line + line - part.from };
}

/** Returns a line of the whole text as words, with its file if that is not the draft. */
export function describeLocation(parts: readonly SourceSegment[], at: SourcePosition): string {
  const { file, line } = originalLine(parts, at.line);
  return file === parts[0]?.file ? `line ${line}` : `line ${line} of ${file}`;
}

const includePattern = /^::include\{\s*path=(?:"(?<quoted>[^"]+)"|(?<bare>[^\s"{}]+))\s*\}[ \t]*$/;
/** The most includes of a draft, and the greatest depth of files that include each other. */
const MAX_INCLUDES = 1000;
const MAX_INCLUDE_DEPTH = 16;

class IncludeExpander {
  readonly lines: string[] = [];
  readonly segments: SourceSegment[] = [];
  readonly #read: ReadText;
  readonly #messages: Diagnostic[];
  #includes = 0;
  #full = false;

  constructor(read: ReadText, messages: Diagnostic[]) {
    this.#read = read;
    this.#messages = messages;
  }

  /** @param open - the including files, the outermost first */
  add(file: string, text: string, open: readonly string[]): void {
    const inFence = fenceTracker();
    const body = splitFrontMatter(text)?.body ?? text;
    const seen = open.length === 0 ? body.split("\n") : text.split("\n");
    this.segments.push({ from: this.lines.length + 1, file, line: 1 });
    for (const [index, line] of text.split("\n").entries()) {
      const groups = inFence(seen[index] ?? "") ? undefined : includePattern.exec(line)?.groups;
      if (groups === undefined) this.lines.push(line);
      else this.#include(groups.quoted ?? groups.bare ?? "", { file, line: index + 1 }, [...open, file]);
    }
  }

  /** Included text gets a blank line before and after it; both count as the line of the directive. */
  #include(path: string, { file, line }: { readonly file: string; readonly line: number }, open: readonly string[]): void {
    const report = diagnosticReporter(this.#messages, file);
    const full = join(dirname(file), path);
    this.lines.push("");
    const fail = (reason: string): void => report({ line, column: 1 }, "include", reason);
    this.#includes++;
    if (this.#includes > MAX_INCLUDES || open.length > MAX_INCLUDE_DEPTH) {
      // Without an end: each further include would repeat the message.
      const isDeep = open.length > MAX_INCLUDE_DEPTH;
      const excess = isDeep ? `includes are more than ${MAX_INCLUDE_DEPTH} files deep` : `more than ${MAX_INCLUDES} includes`;
      if (!this.#full) fail(`${excess}; expected fewer`);
      this.#full = true;
    }
    if (this.#full) return;
    const found = open.includes(full) ? undefined : tryRead(this.#read, full);
    if (open.includes(full)) {
      const way = [...open.slice(open.indexOf(full)), full].join(" includes ");
      fail(`file includes itself: ${way}; remove one of these directives`);
    } else if (found !== undefined && "problem" in found) {
      fail(found.problem.startsWith("cannot") ? `${found.problem}; expected a path relative to ${file}` : found.problem);
    } else if (found !== undefined) {
      this.add(full, found.text.replace(/\n+$/, ""), open);
      this.segments.push({ from: this.lines.length + 1, file, line });
      this.lines.push("");
    }
  }
}

/**
 * Expands the includes of a draft.
 *
 * @param markdown - the draft
 * @param path - its path; an included path is relative to the including file
 * @param messages - receives files that cannot be read and circles of includes
 */
export function expandIncludes(markdown: string, path: string, read: ReadText, messages: Diagnostic[]): ExpandedText {
  const includer = new IncludeExpander(read, messages);
  includer.add(path, markdown, []);
  return { text: includer.lines.join("\n"), segments: includer.segments };
}
