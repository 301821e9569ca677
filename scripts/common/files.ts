/**
 * Reads and writes files.
 *
 * @module
 */
import { closeSync, fstatSync, mkdirSync, openSync, readSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
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

/** Returns the end of a file of any size as text. @param octets - the most octets to read */
export function readTail(path: string, octets: number): string {
  const file = openSync(path, "r");
  try {
    const { size } = fstatSync(file);
    const tail = Buffer.alloc(Math.min(size, octets));
    return tail.toString("utf8", 0, readSync(file, tail, 0, tail.length, size - tail.length));
  } finally {
    closeSync(file);
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
