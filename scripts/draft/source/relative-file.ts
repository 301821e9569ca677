/**
 * Files that a block names, relative to the file of the block.
 *
 * @module
 */
import { dirname, join } from "node:path/posix";
import { originalLine, tryRead } from "./expand-includes.ts";
import { lintCharacters } from "./lint-characters.ts";
import type { SourcePosition } from "../diagnostics/diagnostics.ts";
import type { TransformState } from "../state.ts";

/** A file and its text. */
export interface RelativeFile {
  readonly path: string;
  readonly text: string;
}

/**
 * Reads a file. Reports a file that cannot be read.
 *
 * @param path - the path as written
 * @param at - the place of the block
 * @param attribute - the attribute with the path, for the message
 */
export function readRelativeFile(state: TransformState, path: string, at: SourcePosition, attribute: string): RelativeFile | undefined {
  const { file } = originalLine(state.segments, at.line);
  const full = join(dirname(file), path);
  const found = tryRead(state.readFile, full);
  if ("problem" in found) {
    const fix = found.problem.startsWith("cannot") ? `; expected a path relative to ${file}` : "";
    state.report(at, "file", `${attribute}: ${found.problem}${fix}`);
    return undefined;
  }
  const { text } = found;
  lintCharacters(text, (place, rule, reason) => state.report(at, rule, `${full}:${place?.line ?? 1}:${place?.column ?? 1}: ${reason}`));
  return { path: full, text };
}
