/**
 * Octets on the command line or the standard input: hexadecimal, base64, binary, or a form that is recognised.
 *
 * @module
 */
import { UsageError } from "../../common/program.ts";
import { looksHex, octetsFromBase64, octetsFromHex, parseOctets } from "../../frames/octets.ts";

/** The forms of octets. */
export const octetForms = ["hex", "base64", "binary"] as const;

/** A form of octets. */
export type OctetForm = (typeof octetForms)[number];

/** The most octets that are read: more than a frame at the default limit. */
const MAX_OCTETS = 2 ** 25;

/** Parses text in the given form, or in the form that it looks like. */
function octetsFromText(text: string, form: OctetForm | undefined): Uint8Array {
  if (form === "base64") return octetsFromBase64(text);
  try {
    return form === "hex" ? octetsFromHex(text) : parseOctets(text).octets;
  } catch (error) {
    const other = form === undefined && !looksHex(text) && /^[A-Za-z0-9+/_=-]+$/.test(text.replace(/[\r\n]/g, ""));
    if (!other || !(error instanceof UsageError) || !error.message.includes("hexadecimal")) throw error;
    throw new UsageError(`${error.message}; --from base64 takes it as base64`, error.excerpt);
  }
}

/**
 * Parses the octets of a command line.
 *
 * @param form - the form; without it, the form is recognised, and other text is hexadecimal
 * @throws {@link UsageError}
 */
export function octetsFromArguments(words: readonly string[], form: OctetForm | undefined): Uint8Array {
  if (form === "binary") throw new UsageError("--from binary: expected -, since only a file or the standard input can be binary");
  try {
    return octetsFromText(words.join(" "), form);
  } catch (error) {
    const [word = "", ...others] = words;
    const isPath = others.length === 0 && /[./\\]/.test(word);
    if (!isPath || !(error instanceof UsageError)) throw error;
    throw new UsageError(`${error.message}; no file has the name ${word}`, error.excerpt);
  }
}

/**
 * Parses the octets of the standard input.
 *
 * @param form - the form; without it, printable text is parsed as an argument is, and other input is binary: a frame always
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
