/**
 * Files that are written whole or not at all.
 *
 * @module
 */
import { mkdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/** The name under which a file is written until it is whole. */
const temporaryPath = (path: string): string => `${path}.${process.pid}.part`;

/**
 * Writes a file under a temporary name beside it, then renames it; makes the folder where it is missing.
 *
 * @param path - the file
 * @param content - text or octets
 */
export function writeFileAtomic(path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true });
  const temporary = temporaryPath(path);
  try {
    writeFileSync(temporary, content);
    renameSync(temporary, path);
  } finally {
    rmSync(temporary, { force: true });
  }
}

/**
 * Looks whether a file could be written whole; makes its folder where it is missing, and leaves the file as it is.
 *
 * @param path - the file
 * @throws Error of the system, or one that says that a folder stands there
 */
export function checkWritable(path: string): void {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() === true) throw new Error(`${path}: expected a file, found a folder`);
  mkdirSync(dirname(path), { recursive: true });
  const temporary = temporaryPath(path);
  writeFileSync(temporary, "");
  rmSync(temporary);
}
