/**
 * Finds out whether an argument names a file, and reads it.
 *
 * @module
 */
import { readFileSync, statSync } from "node:fs";

import { UsageError } from "../../common/program.ts";
import { looksHex } from "../../frames/octets.ts";

/** The greatest file that is read, in octets. Reading it takes a few times its size in memory. */
const MAX_FILE_OCTETS = 2 ** 28;

/** Returns whether an argument names a file and is no hexadecimal: octets with a file of their name are octets. */
export function namesFile(word: string): boolean {
  return !looksHex(word) && statSync(word, { throwIfNoEntry: false })?.isFile() === true;
}

/** Reads a file. @throws {@link UsageError} if it is too large or cannot be read */
export function readInputFile(path: string): Uint8Array {
  try {
    const { size } = statSync(path);
    if (size > MAX_FILE_OCTETS) throw new UsageError(`${path}: expected at most ${MAX_FILE_OCTETS} octets, found ${size}`);
    return new Uint8Array(readFileSync(path));
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${path}: cannot be read: ${(error as NodeJS.ErrnoException).code ?? (error as Error).message}`);
  }
}
