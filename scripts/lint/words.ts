/**
 * Phrases that a reader of the field should not meet in comments, messages and pages, each with its remedy.
 *
 * @module
 */

/** A phrase to avoid. */
export interface AvoidedPhrase {
  readonly pattern: RegExp;
  /** The remedy. */
  readonly fix: string;
}

/** A phrase found in a text. */
export interface PhraseFound {
  /** The offset in the text. */
  readonly index: number;
  readonly phrase: string;
  readonly fix: string;
}

/** White space, or the end of a line of a comment with the marks that begin the next line. */
const GAP = String.raw`\s+(?:(?:\*|\/\/|#|>)\s+)?`;

/** Builds a pattern from words; a space stands for any gap. Case does not count, unless the flags are others. */
function phrase(words: string, flags = "gi"): RegExp {
  return new RegExp(`\\b(?:${words.replaceAll(" ", GAP)})\\b`, flags);
}

/** All phrases to avoid. */
export const avoidedPhrases: readonly AvoidedPhrase[] = [
  { pattern: phrase("so many"), fix: 'give the number its name: "count octets", "at most 8 rows"' },
  { pattern: phrase("whoever"), fix: "name the actor: the client, the caller, the author" },
  {
    pattern: phrase(String.raw`(?<!\buser[ :=]{1,3}"?)nobody|no one`),
    fix: 'name the actor that does not act: "the peer does not answer"',
  },
  { pattern: phrase("somebody|someone"), fix: "name the actor: the client, the caller, the user" },
  // In Python, "is None" is code.
  { pattern: phrase("(?:is|are) none", "g"), fix: 'write the fact: "the list is empty", "without a limit", "is not a number"' },
  { pattern: phrase("(?:tells?|telling|told) of"), fix: 'use a standard verb: "reports", "lists", "describes"' },
  { pattern: phrase(String.raw`as (?:[\w.'-]+ ){1,6}(?:has|have) (?:it|them)`), fix: 'write "as in ..." or "in the form of ..."' },
];

/** Returns the phrases to avoid in a text, in the order of the text. */
export function findAvoidedPhrases(text: string): PhraseFound[] {
  const found = avoidedPhrases.flatMap(({ pattern, fix }) =>
    [...text.matchAll(pattern)].map((match) => ({ index: match.index, phrase: match[0].replace(new RegExp(GAP, "g"), " "), fix })),
  );
  return found.sort((a, b) => a.index - b.index);
}
