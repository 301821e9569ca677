/**
 * Octets on the command line or the standard input: hexadecimal, base64 or binary.
 *
 * @module
 */
import { UsageError } from "../../common/program.ts";

/** The forms of octets. */
export const octetForms = ["hex", "base64", "binary"] as const;

/** A form of octets. */
export type OctetForm = (typeof octetForms)[number];

/** The most octets that are read: more than a frame at the default limit. */
const MAX_OCTETS = 2 ** 25;

const blankSeparators = (text: string): string => text.replace(/0x|[\s:,_-]/gi, (match) => " ".repeat(match.length));

/** The characters shown before and after a mark. */
const EXCERPT_CHARACTERS = 30;

/** Returns an excerpt of a text around a character, with a mark below the character. */
function markedExcerpt(text: string, index: number): string {
  const from = Math.max(0, index - EXCERPT_CHARACTERS);
  const shown = text.slice(from, index + EXCERPT_CHARACTERS).trimEnd().replace(/\s/g, " ").replace(/[^\x20-\x7e]/g, ".");
  return `  ${shown}\n  ${" ".repeat(index - from)}^`;
}

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
  return new Uint8Array(Buffer.from(digits, "hex"));
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
  return new Uint8Array(Buffer.from(kept, "base64"));
}

/** Returns whether a text has letters of both cases: most base64 does, and mistyped hexadecimal seldom does. */
function hasBothCases(text: string): boolean {
  return /[A-Z]/.test(text) && /[a-z]/.test(text);
}

/**
 * Returns whether a text is base64 rather than mistyped hexadecimal: whole groups of four characters, and padding,
 * `+` or `/`, or letters of both cases.
 */
function looksBase64(text: string): boolean {
  const kept = text.replace(/[\r\n]/g, "");
  if (looksHex(kept) || kept.length % 4 !== 0 || !/^[A-Za-z0-9+/_-]+={0,2}$/.test(kept)) return false;
  return /[=+/]/.test(kept) || hasBothCases(kept.replace(/0x/gi, ""));
}

/** Returns whether a text has only characters of hexadecimal. */
function looksHex(text: string): boolean {
  return /^[0-9a-fA-Fx\s:,_-]+$/.test(text);
}

/** Parses text in the given form, or in the form that it looks like. */
function octetsFromText(text: string, form: OctetForm | undefined): Uint8Array {
  if (form === "base64" || (form === undefined && looksBase64(text))) return octetsFromBase64(text);
  try {
    return octetsFromHex(text);
  } catch (error) {
    const other = form === undefined && !looksHex(text) && /^[A-Za-z0-9+/_=-]+$/.test(text.replace(/[\r\n]/g, ""));
    if (!other || !(error instanceof UsageError)) throw error;
    throw new UsageError(`${error.message}; --from base64 takes it as base64`, error.excerpt);
  }
}

/**
 * Parses the octets of a command line.
 *
 * @param form - the form; without it, base64 is recognised, and other text is hexadecimal
 * @throws {@link UsageError}
 */
export function octetsFromArguments(words: readonly string[], form: OctetForm | undefined): Uint8Array {
  if (form === "binary") throw new UsageError("--from binary: expected -, since only the standard input can be binary");
  try {
    return octetsFromText(words.join(" "), form);
  } catch (error) {
    const [word = "", ...others] = words;
    const isPath = others.length === 0 && /[./\\]/.test(word);
    if (!isPath || !(error instanceof UsageError)) throw error;
    throw new UsageError(`${error.message}; to read a file, write - < ${word}`, error.excerpt);
  }
}

/**
 * Parses the octets of the standard input.
 *
 * @param form - the form; without it, printable text is hexadecimal or base64, and other input is binary: a frame always
 *   has an octet that is not printable
 * @throws {@link UsageError}
 */
export function octetsFromInput(input: Uint8Array, form: OctetForm | undefined): Uint8Array {
  if (input.length > 3 * MAX_OCTETS) throw new UsageError(`expected at most ${MAX_OCTETS} octets, found ${input.length}`);
  if (form === "binary") return input;
  const text = Buffer.from(input.buffer, input.byteOffset, input.byteLength).toString("latin1");
  if (form === undefined && !/^[\x20-\x7e\s]+$/.test(text)) return input;
  return octetsFromText(text, form);
}
