/**
 * Writes files atomically.
 *
 * @module
 */
import { mkdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/** Returns the name of a file until it is complete. */
const temporaryPath = (path: string): string => `${path}.${process.pid}.part`;

/**
 * Writes a file under a temporary name in the same folder, then renames it. Creates the folder.
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
 * Checks that a file can be written. Creates its folder; does not change the file.
 *
 * @param path - the file
 * @throws an error of the system, or an Error if the path is a folder
 */
export function checkWritable(path: string): void {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() === true) throw new Error(`${path}: expected a file, found a folder`);
  mkdirSync(dirname(path), { recursive: true });
  const temporary = temporaryPath(path);
  writeFileSync(temporary, "");
  rmSync(temporary);
}
