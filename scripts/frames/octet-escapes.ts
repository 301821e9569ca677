/**
 * Parses octets in a string of a program: `\x03\x00Hi`, `b"\x03\x00Hi"`.
 *
 * @module
 */
import { UsageError } from "../common/usage-error.ts";
import { markedExcerpt } from "./octet-text.ts";

const named: Readonly<Record<string, number>> = {
  a: 7, b: 8, t: 9, n: 10, v: 11, f: 12, r: 13, e: 27, "\\": 0x5c, '"': 0x22, "'": 0x27,
};

/** An escape sequence: two hexadecimal digits, up to three octal digits, or a name. */
const ESCAPE = /^\\(?:x([0-9a-f]{2})|u00([0-9a-f]{2})|([0-7]{1,3})|(["'\\abtnvfre]))/i;

const encoder = new TextEncoder();

/** Returns whether a text has an escape sequence of an octet. */
export function looksEscaped(text: string): boolean {
  return /\\(?:x[0-9a-f]|u00|[0-7])/i.test(text);
}

/** Returns the content of a string, without quotation marks and the letters before them, and the offset of its first character. */
function stringContent(text: string): { readonly content: string; readonly at: number } {
  const quoted = /^(\s*[a-z$]?)(["'])(.*)\2\s*;?\s*$/is.exec(text);
  if (quoted === null) return { content: text.trim(), at: text.length - text.trimStart().length };
  return { content: quoted[3] ?? "", at: (quoted[1]?.length ?? 0) + 1 };
}

function octetOf([, hex, unicode, octal, name]: RegExpExecArray): number {
  if (hex !== undefined || unicode !== undefined) return Number.parseInt(hex ?? unicode ?? "", 16);
  return octal === undefined ? (named[name ?? ""] ?? 0) : Number.parseInt(octal, 8) % 256;
}

/** Parses a string with escape sequences; other characters stand for their UTF-8. @throws {@link UsageError} */
export function octetsFromEscapes(text: string): Uint8Array {
  const { content, at: begin } = stringContent(text);
  const octets: number[] = [];
  let at = 0;
  while (at < content.length) {
    const character = String.fromCodePoint(content.codePointAt(at) ?? 0);
    if (character !== "\\") {
      octets.push(...encoder.encode(character));
      at += character.length;
      continue;
    }
    const found = ESCAPE.exec(content.slice(at, at + 6));
    if (found === null) {
      throw new UsageError(
        `expected an escape sequence such as \\x03, found ${JSON.stringify(content.slice(at, at + 4))} at character ${begin + at + 1}`,
        markedExcerpt(text, begin + at),
      );
    }
    octets.push(octetOf(found));
    at += found[0].length;
  }
  return Uint8Array.from(octets);
}
