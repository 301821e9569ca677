/**
 * Characters that the prose of a draft cannot contain.
 *
 * @module
 */
import { firstForeign } from "../../draft/source/characters.ts";

/** A word up to blanks, quotation marks, brackets and the marks of Markdown. */
const word = /[^\s*_[\](){}<>"'`~|\\]*[^\s*_[\](){}<>"'`~|\\.,;:!?]/g;

/** Writes words with characters that prose cannot contain as code, which can. @param onCode - receives each such word */
export function codeForeignWords(text: string, onCode: (found: string) => void): string {
  if (firstForeign(text) === undefined) return text;
  return text.replace(word, (found) => {
    if (firstForeign(found) === undefined) return found;
    onCode(found);
    return `\`${found}\``;
  });
}
