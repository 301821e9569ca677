/**
 * Text files of the build.
 *
 * @module
 */
import { readFileSync } from "node:fs";

/** Reads a text file; `undefined` where it cannot be read. */
export function readText(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

/** JSON as a file holds it: indented, with a last line feed. */
export function toJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
