/**
 * Octets as a user gives them: hexadecimal, base64, or as they are.
 *
 * @module
 */
import { UsageError } from "../../common/program.ts";


/** The forms in which octets can be given. */
export const octetForms = ["hex", "base64", "binary"] as const;

/** A form in which octets can be given. */
export type OctetForm = (typeof octetForms)[number];

/** How many octets are read at most: a frame at the default limit, and some. */
const MAX_OCTETS = 2 ** 25;

const blankSeparators = (text: string): string => text.replace(/0x|[\s:,_-]/gi, (match) => " ".repeat(match.length));

/** How many characters before and behind a mark are shown. */
const EXCERPT_CHARACTERS = 30;

/** A text around one of its characters, and a mark below that. */
function markedExcerpt(text: string, index: number): string {
  const from = Math.max(0, index - EXCERPT_CHARACTERS);
  const shown = text.slice(from, index + EXCERPT_CHARACTERS).trimEnd().replace(/\s/g, " ").replace(/[^\x20-\x7e]/g, ".");
  return `  ${shown}\n  ${" ".repeat(index - from)}^`;
}

/** Octets from hexadecimal; spaces, line ends, colons, commas, `0x` and upper case are fine. @throws {@link UsageError} */
export function octetsFromHex(text: string): Uint8Array {
  const kept = blankSeparators(text);
  const stray = /[^0-9a-fA-F ]/.exec(kept);
  if (stray !== null) {
    throw new UsageError(`expected hexadecimal digits, found ${JSON.stringify(stray[0])} at character ${stray.index + 1}`, markedExcerpt(text, stray.index));
  }
  const digits = kept.replaceAll(" ", "");
  if (digits.length % 2 === 1) throw new UsageError(`expected two hexadecimal digits an octet, found an odd number of digits, ${digits.length}`);
  return new Uint8Array(Buffer.from(digits, "hex"));
}

/** Octets from base64, in either alphabet, with its padding or without. @throws {@link UsageError} */
export function octetsFromBase64(text: string): Uint8Array {
  const kept = text.replace(/\s/g, "");
  const stray = /[^A-Za-z0-9+/_-]/.exec(kept.replace(/={0,2}$/, ""));
  if (stray !== null) throw new UsageError(`expected base64, found ${JSON.stringify(stray[0])} at character ${stray.index + 1}`, markedExcerpt(kept, stray.index));
  const over = kept.length % 4;
  if (over === 1 || (over > 0 && kept.endsWith("="))) throw new UsageError(`expected base64, four characters for three octets, found ${kept.length} characters`);
  return new Uint8Array(Buffer.from(kept, "base64"));
}

/** Base64 is seldom in letters of one case, and hexadecimal with a mistake in it mostly is. */
function hasBothCases(text: string): boolean {
  return /[A-Z]/.test(text) && /[a-z]/.test(text);
}

/**
 * Whether a text is base64 and no hexadecimal, be it with a mistake: whole groups of four characters, and a padding, a character that
 * hexadecimal does not have, or letters of both cases.
 */
function looksBase64(text: string): boolean {
  const kept = text.replace(/[\r\n]/g, "");
  if (looksHex(kept) || kept.length % 4 !== 0 || !/^[A-Za-z0-9+/_-]+={0,2}$/.test(kept)) return false;
  return /[=+/]/.test(kept) || hasBothCases(kept.replace(/0x/gi, ""));
}

/** Whether a text is made of what hexadecimal is written with. */
function looksHex(text: string): boolean {
  return /^[0-9a-fA-Fx\s:,_-]+$/.test(text);
}

/** Octets from text in the form that the user said, or else in the one that it looks like. */
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
 * Octets from words of a command line.
 *
 * @param form - as the user said; where absent, what looks like base64 is base64, and the rest hexadecimal
 * @throws {@link UsageError}
 */
export function octetsFromArguments(words: readonly string[], form: OctetForm | undefined): Uint8Array {
  if (form === "binary") throw new UsageError("--from binary: only the standard input can hold binary, expected -");
  return octetsFromText(words.join(" "), form);
}

/**
 * Octets from the standard input.
 *
 * @param form - as the user said; where absent, printable text is hexadecimal or base64, and anything else is as it is: a frame never
 *   is printable throughout
 * @throws {@link UsageError}
 */
export function octetsFromInput(input: Uint8Array, form: OctetForm | undefined): Uint8Array {
  if (input.length > 3 * MAX_OCTETS) throw new UsageError(`expected at most ${MAX_OCTETS} octets, found ${input.length}`);
  if (form === "binary") return input;
  const text = Buffer.from(input.buffer, input.byteOffset, input.byteLength).toString("latin1");
  if (form === undefined && !/^[\x20-\x7e\s]+$/.test(text)) return input;
  return octetsFromText(text, form);
}
