/**
 * Files that a block of the draft names, by paths relative to the file that the block stands in.
 *
 * @module
 */
import { dirname, join } from "node:path/posix";
import { originOf } from "./include.ts";
import type { Place } from "./messages.ts";
import type { State } from "./state.ts";

/** A file and its text. */
export interface NamedText {
  readonly path: string;
  readonly text: string;
}

/**
 * Reads a file; one that cannot be read is an error.
 *
 * @param path as the author wrote it.
 * @param at the place of the block.
 * @param attribute what names it, for the message.
 */
export function readBeside(state: State, path: string, at: Place, attribute: string): NamedText | undefined {
  const { file } = originOf(state.parts, at.line);
  const full = join(dirname(file), path);
  const text = state.read(full);
  if (text === undefined) state.report(at, "file", `${attribute}: cannot read ${full}; expected a path relative to ${file}`);
  return text === undefined ? undefined : { path: full, text };
}
