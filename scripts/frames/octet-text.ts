/**
 * Parts of the parsers of octets.
 *
 * @module
 */

/** The characters shown before and after a mark. */
const EXCERPT_CHARACTERS = 30;

/** Returns an excerpt of a text around a character, with a mark below the character. */
export function markedExcerpt(text: string, index: number): string {
  const from = Math.max(0, index - EXCERPT_CHARACTERS);
  const shown = text.slice(from, index + EXCERPT_CHARACTERS).trimEnd().replace(/\s/g, " ").replace(/[^\x20-\x7e]/g, ".");
  return `  ${shown}\n  ${" ".repeat(index - from)}^`;
}

/** Returns the octets of pairs of hexadecimal digits. */
export function octetsOfPairs(digits: string): Uint8Array {
  const octets = new Uint8Array(digits.length / 2);
  for (let at = 0; at < octets.length; at++) octets[at] = Number.parseInt(digits.slice(2 * at, 2 * at + 2), 16);
  return octets;
}
