/**
 * `::include{path=...}`: text of other files, put in before anything is parsed, and where each line came from.
 *
 * @module
 */
import { dirname, join } from "node:path/posix";
import { splitFrontMatter } from "./front-matter.ts";
import { diagnosticReporter, type Diagnostic, type SourcePosition } from "../diagnostics/diagnostics.ts";

/** A run of lines that follow each other in one file. */
export interface SourceSegment {
  /** Its first line in the whole text, from 1. */
  readonly from: number;
  readonly file: string;
  /** The line of the file that it begins with, from 1. */
  readonly line: number;
}

/** A draft with all that it includes. */
export interface ExpandedText {
  readonly text: string;
  /** In the order of the text; the first begins in line 1. */
  readonly segments: readonly SourceSegment[];
}

/** Reads a text file; `undefined` where it cannot be read. */
export type ReadText = (path: string) => string | undefined;

/** The file and the line in it that a line of the whole text comes from. */
export function originalLine(parts: readonly SourceSegment[], line: number): { readonly file: string; readonly line: number } {
  const part = parts.findLast(({ from }) => from <= line);
  return part === undefined ? { file: "", line } : { file: part.file, line: part.line + line - part.from };
}

/** How a message names a line of the whole text: with its file where that is another than the draft. */
export function describeLocation(parts: readonly SourceSegment[], at: SourcePosition): string {
  const { file, line } = originalLine(parts, at.line);
  return file === parts[0]?.file ? `line ${line}` : `line ${line} of ${file}`;
}

const includePattern = /^::include\{\s*path=(?:"(?<quoted>[^"]+)"|(?<bare>[^\s"{}]+))\s*\}[ \t]*$/;
const fenceOpening = /^[ >]*(?:(?:[-*+]|\d+[.)]) +)*(?<fence>`{3,}(?=[^`]*$)|~{3,})/;

/** Tells for each line whether it is inside a fence or its first line. */
function fenceTracker(): (line: string) => boolean {
  let open: string | undefined;
  return (line) => {
    if (open === undefined) {
      open = fenceOpening.exec(line)?.groups?.fence;
      return open !== undefined;
    }
    const closing = line.replace(/^[\s>]*/, "").trimEnd();
    if (closing.startsWith(open) && closing.replaceAll(open.charAt(0), "") === "") open = undefined;
    return true;
  };
}

class IncludeExpander {
  readonly lines: string[] = [];
  readonly segments: SourceSegment[] = [];
  readonly #read: ReadText;
  readonly #messages: Diagnostic[];

  constructor(read: ReadText, messages: Diagnostic[]) {
    this.#read = read;
    this.#messages = messages;
  }

  /** @param open the files that are being included, the outermost first. */
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

  /** What is included stands between two blank lines, both of which count as the line of the directive. */
  #include(path: string, { file, line }: { readonly file: string; readonly line: number }, open: readonly string[]): void {
    const report = diagnosticReporter(this.#messages, file);
    const full = join(dirname(file), path);
    this.lines.push("");
    const text = open.includes(full) ? undefined : this.#read(full);
    if (open.includes(full)) {
      const way = [...open.slice(open.indexOf(full)), full].join(" includes ");
      report({ line, column: 1 }, "include", `file includes itself: ${way}; expected one of these directives taken out`);
    } else if (text === undefined) {
      report({ line, column: 1 }, "include", `cannot read ${full}; expected a path relative to ${file}`);
    } else {
      this.add(full, text.replace(/\n+$/, ""), open);
      this.segments.push({ from: this.lines.length + 1, file, line });
      this.lines.push("");
    }
  }
}

/**
 * Puts in what a draft includes.
 *
 * @param markdown the draft.
 * @param path its path; the others are relative to the file that they stand in.
 * @param messages gets what cannot be read and what includes itself.
 */
export function expandIncludes(markdown: string, path: string, read: ReadText, messages: Diagnostic[]): ExpandedText {
  const includer = new IncludeExpander(read, messages);
  includer.add(path, markdown, []);
  return { text: includer.lines.join("\n"), segments: includer.segments };
}
