/**
 * Errors about values that are to be encoded.
 *
 * @module
 */
import { LocalError } from "../errors.ts";
import type { IntegerRange } from "../model.ts";
import { rangesText } from "../size.ts";

/** An error shows at most this many characters of a text. */
const SHOWN_CHARACTERS = 40;

/** Each size. */
export const ANY_SIZE: readonly IntegerRange[] = [[0, null]];

/** Returns a value as errors show it. */
export function shown(value: unknown): string {
  if (value === null) return "null";
  if (typeof value === "object") return Object.prototype.toString.call(value).slice(8, -1);
  if (typeof value !== "string") return String(value as number);
  return value.length <= SHOWN_CHARACTERS ? JSON.stringify(value) : `${JSON.stringify(value.slice(0, SHOWN_CHARACTERS))}...`;
}

/** Refuses a value. */
export function wrong(path: string, expected: string, found: unknown): never {
  throw new LocalError(path, `expected ${expected}, found ${shown(found)}`);
}

/** Returns an octet as two digits. */
export const hexOctet = (octet: number): string => octet.toString(16).toUpperCase().padStart(2, "0");

/** Returns whether a number lies in one of several ranges. */
export const within = (value: number, ranges: readonly IntegerRange[]): boolean =>
  ranges.some(([least, most]) => value >= least && (most === null || value <= most));

/** Returns whether each character of a text lies in a range. */
export function hasCharacters(text: string, least: number, most: number): boolean {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) < least || text.charCodeAt(at) > most) return false;
  return true;
}

/** Returns a size. @throws LocalError unless ranges allow it */
export function sized(path: string, size: number, sizes: readonly IntegerRange[]): number {
  if (within(size, sizes)) return size;
  throw new LocalError(path, `expected ${rangesText(sizes)} octets, found ${size} octets`);
}
