/**
 * Parses octets in text: hexadecimal, base64, escape sequences, and the dumps of common tools. It needs no module of Node.js.
 *
 * @module
 */
import { octetsOfPairs } from "../common/octets.ts";
import { UsageError } from "../common/usage-error.ts";
import { looksDumped, octetsFromDump } from "./octet-dump.ts";
import { looksEscaped, octetsFromEscapes } from "./octet-escapes.ts";
import { markedExcerpt } from "./octet-text.ts";

/** The forms of octets in text. */
export const textForms = ["hex", "base64", "escapes", "dump"] as const;

/** A form of octets in text. */
export type OctetTextForm = (typeof textForms)[number];

/** Octets with the form of the text that they were in. */
export interface ParsedOctets {
  readonly form: OctetTextForm;
  readonly octets: Uint8Array;
}

/** Blanks what separates octets: spaces, punctuation of arrays in programs, and `0x`. */
const blankSeparators = (text: string): string => text.replace(/0x|[\s:,_-]/gi, (match) => " ".repeat(match.length));

/** Parses hexadecimal, with optional spaces, line ends, colons, commas and `0x`, in either case. @throws {@link UsageError} */
export function octetsFromHex(text: string): Uint8Array {
  const kept = blankSeparators(text);
  const stray = /[^0-9a-fA-F ]/.exec(kept);
  if (stray !== null) {
    throw new UsageError(
      `expected hexadecimal digits, found ${JSON.stringify(stray[0])} at character ${stray.index + 1}`,
      markedExcerpt(text, stray.index),
    );
  }
  const digits = kept.replaceAll(" ", "");
  if (digits.length % 2 === 1) throw new UsageError(`expected two hexadecimal digits per octet, found ${digits.length} digits`);
  return octetsOfPairs(digits);
}

/** Parses base64 in either alphabet, with or without padding. @throws {@link UsageError} */
export function octetsFromBase64(text: string): Uint8Array {
  const kept = text.replace(/\s/g, "");
  const stray = /[^A-Za-z0-9+/_-]/.exec(kept.replace(/={0,2}$/, ""));
  if (stray !== null) {
    throw new UsageError(
      `expected base64, found ${JSON.stringify(stray[0])} at character ${stray.index + 1}`,
      markedExcerpt(kept, stray.index),
    );
  }
  const over = kept.length % 4;
  if (over === 1 || (over > 0 && kept.endsWith("="))) {
    throw new UsageError(`expected base64, four characters for three octets, found ${kept.length} characters`);
  }
  const binary = atob(kept.replace(/=+$/, "").replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}

/** Returns whether a text has letters of both cases: most base64 does, and mistyped hexadecimal seldom does. */
function hasBothCases(text: string): boolean {
  return /[A-Z]/.test(text) && /[a-z]/.test(text);
}

/** Returns whether a text has only characters of hexadecimal. */
export function looksHex(text: string): boolean {
  return /^[0-9a-fA-Fx\s:,_-]+$/.test(text);
}

/**
 * Returns whether a text is base64 rather than mistyped hexadecimal: whole groups of four characters, and padding,
 * `+` or `/`, or letters of both cases.
 */
export function looksBase64(text: string): boolean {
  const kept = text.replace(/[\r\n]/g, "");
  if (looksHex(kept) || kept.length % 4 !== 0 || !/^[A-Za-z0-9+/_-]+={0,2}$/.test(kept)) return false;
  return /[=+/]/.test(kept) || hasBothCases(kept.replace(/0x/gi, ""));
}

/** The elements of an array in the source of a program: `{ ... }`, `[ ... ]`, `( ... )`. */
const ARRAY = /[{[(]((?:\s|,|0x[0-9a-f]{1,2}(?![0-9a-f]))+)[}\])]/i;

/** Returns the hexadecimal of an array in the source of a program, or `undefined` for another text. Comments are skipped. */
function arrayElements(text: string): string | undefined {
  const [, elements] = ARRAY.exec(text.replace(/\/\*.*?\*\/|\/\/[^\n]*/gs, " ")) ?? [];
  return elements?.replace(/0x([0-9a-f])(?![0-9a-f])/gi, "0x0$1");
}

/**
 * Parses text in the form that it has: a dump of xxd, hexdump -C, od or Wireshark, escape sequences, an array in the source of a program,
 * base64, or else hexadecimal.
 *
 * @throws {@link UsageError} - with the expected and the found text and its place
 */
export function parseOctets(text: string): ParsedOctets {
  if (looksDumped(text)) return { form: "dump", octets: octetsFromDump(text) };
  if (looksEscaped(text)) return { form: "escapes", octets: octetsFromEscapes(text) };
  const elements = arrayElements(text);
  if (elements !== undefined) return { form: "hex", octets: octetsFromHex(elements) };
  if (looksBase64(text)) return { form: "base64", octets: octetsFromBase64(text) };
  return { form: "hex", octets: octetsFromHex(text) };
}
