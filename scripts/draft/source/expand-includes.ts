/**
 * `::include{path=...}`: expands text of other files before parsing, and records the file of each line.
 *
 * @module
 */
import { dirname, join } from "node:path/posix";
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

/** Reads a text file. Returns `undefined` if it cannot be read. */
export type ReadText = (path: string) => string | undefined;

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
const fenceOpening = /^[ >]*(?:(?:[-*+]|\d+[.)]) +)*(?<fence>`{3,}(?=[^`]*$)|~{3,})/;

/** Returns a function that returns for each line in turn whether it is part of a fence. */
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
    const text = open.includes(full) ? undefined : this.#read(full);
    if (open.includes(full)) {
      const way = [...open.slice(open.indexOf(full)), full].join(" includes ");
      report({ line, column: 1 }, "include", `file includes itself: ${way}; remove one of these directives`);
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
