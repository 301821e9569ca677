/**
 * Text files of the build.
 *
 * @module
 */
import { readFileSync, statSync } from "node:fs";

/** Returns the text of a file without its byte order mark, with line feeds in place of CR LF. */
export function normalizeText(text: string): string {
  return text.replace(/^\ufeff/, "").replaceAll("\r\n", "\n");
}

/** The greatest size of a text file, in octets. */
const MAX_OCTETS = 64 * 1024 * 1024;

/** Reads a regular text file in UTF-8, with or without byte order mark, with lines that end in LF or CR LF. Returns `undefined` if it cannot be read. */
export function readText(path: string): string | undefined {
  try {
    const stats = statSync(path);
    if (!stats.isFile() || stats.size > MAX_OCTETS) return undefined;
    return normalizeText(readFileSync(path, "utf8"));
  } catch {
    return undefined;
  }
}

/** Returns a value as the JSON of a file: indented, with a final line feed. */
export function toJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
