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
