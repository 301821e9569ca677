/**
 * Text files of the build.
 *
 * @module
 */
import { readFileSync } from "node:fs";

/** Reads a text file. Returns `undefined` if it cannot be read. */
export function readText(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

/** Returns a value as the JSON of a file: indented, with a final line feed. */
export function toJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
