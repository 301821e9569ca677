/**
 * Octets as a user gives them: hexadecimal, base64, or as they are.
 *
 * @module
 */
import { UsageError } from "./command.ts";

/** The forms in which octets can be given. */
export const forms = ["hex", "base64", "binary"] as const;

/** A form in which octets can be given. */
export type Form = (typeof forms)[number];

/** How many octets are read at most: a frame at the default limit, and some. */
const MOST = 2 ** 25;

/** Octets from hexadecimal; spaces, line ends, colons, commas, `0x` and upper case are fine. @throws {@link UsageError} */
export function fromHex(text: string): Uint8Array {
  const kept = text.replace(/0x|[\s:,_-]/gi, (match) => " ".repeat(match.length));
  const stray = /[^0-9a-fA-F ]/.exec(kept);
  if (stray !== null) {
    throw new UsageError(`expected hexadecimal digits, found ${JSON.stringify(stray[0])} at character ${stray.index + 1}`);
  }
  const digits = kept.replaceAll(" ", "");
  if (digits.length % 2 === 1) throw new UsageError(`expected two hexadecimal digits an octet, found an odd number of digits, ${digits.length}`);
  return new Uint8Array(Buffer.from(digits, "hex"));
}

/** Octets from base64, in either alphabet. @throws {@link UsageError} */
export function fromBase64(text: string): Uint8Array {
  const kept = text.replace(/\s/g, "");
  const stray = /[^A-Za-z0-9+/_-]/.exec(kept.replace(/={0,2}$/, ""));
  if (stray !== null) throw new UsageError(`expected base64, found ${JSON.stringify(stray[0])} at character ${stray.index + 1}`);
  return new Uint8Array(Buffer.from(kept, "base64"));
}

/** Where a text is one run of padded base64 and no hexadecimal. A frame never reads so: its second octet is no character. */
function looksBase64(text: string): boolean {
  const kept = text.replace(/\s/g, "");
  return kept.length % 4 === 0 && /^[A-Za-z0-9+/_-]+={0,2}$/.test(kept) && /[^0-9a-fA-F]/.test(kept.replace(/0x/gi, ""));
}

/** Whether a text is made of what hexadecimal is written with. */
function looksHex(text: string): boolean {
  return /^[0-9a-fA-Fx\s:,_-]+$/.test(text);
}

/**
 * Octets from words of a command line.
 *
 * @param form - as the user said; where absent, what can be base64 only is base64, and the rest hexadecimal
 * @throws {@link UsageError}
 */
export function fromWords(words: readonly string[], form: Form | undefined): Uint8Array {
  if (form === "binary") throw new UsageError("--from binary: only the standard input can hold binary, expected -");
  const text = words.join(" ");
  const guessed = !looksHex(text) && looksBase64(text) ? "base64" : "hex";
  return (form ?? guessed) === "base64" ? fromBase64(text) : fromHex(text);
}

/**
 * Octets from the standard input.
 *
 * @param form - as the user said; where absent, hexadecimal or base64 text is read as such and anything else as it is
 * @throws {@link UsageError}
 */
export function fromInput(input: Uint8Array, form: Form | undefined): Uint8Array {
  if (input.length > 3 * MOST) throw new UsageError(`expected at most ${MOST} octets, found ${input.length}`);
  const text = Buffer.from(input.buffer, input.byteOffset, input.byteLength).toString("latin1");
  if (form === "hex" || (form === undefined && looksHex(text))) return fromHex(text);
  if (form === "base64" || (form === undefined && looksBase64(text))) return fromBase64(text);
  return input;
}
