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
  if (digits.length % 2 === 1) throw new UsageError(`expected two hexadecimal digits an octet, found ${digits.length} digits`);
  return new Uint8Array(Buffer.from(digits, "hex"));
}

/** Octets from base64, in either alphabet. @throws {@link UsageError} */
export function fromBase64(text: string): Uint8Array {
  const kept = text.replace(/\s/g, "");
  const stray = /[^A-Za-z0-9+/_-]/.exec(kept.replace(/={0,2}$/, ""));
  if (stray !== null) throw new UsageError(`expected base64, found ${JSON.stringify(stray[0])} at character ${stray.index + 1}`);
  return new Uint8Array(Buffer.from(kept, "base64"));
}

/** Whether octets read as hexadecimal text. */
function looksHex(input: Uint8Array): boolean {
  return /^[0-9a-fA-Fx\s:,_-]+$/.test(Buffer.from(input.buffer, input.byteOffset, input.byteLength).toString("latin1"));
}

/**
 * Octets from the standard input.
 *
 * @param form - as the user said; where absent, hexadecimal text is read as such and anything else as it is
 * @throws {@link UsageError}
 */
export function fromInput(input: Uint8Array, form: Form | undefined): Uint8Array {
  if (input.length > 3 * MOST) throw new UsageError(`expected at most ${MOST} octets, found ${input.length}`);
  const text = (): string => Buffer.from(input.buffer, input.byteOffset, input.byteLength).toString("latin1");
  if (form === "base64") return fromBase64(text());
  if (form === "hex" || (form === undefined && looksHex(input))) return fromHex(text());
  return input;
}
