/** The key words of BCP 14 (RFC 2119, RFC 8174). A longer form comes before its prefix. */
export const keywords = [
  "MUST NOT",
  "MUST",
  "REQUIRED",
  "SHALL NOT",
  "SHALL",
  "SHOULD NOT",
  "SHOULD",
  "NOT RECOMMENDED",
  "RECOMMENDED",
  "MAY",
  "OPTIONAL",
] as const;

/** A key word of BCP 14. */
export type Keyword = (typeof keywords)[number];

const strength: Readonly<Record<Keyword, number>> = {
  MUST: 3,
  "MUST NOT": 3,
  REQUIRED: 3,
  SHALL: 3,
  "SHALL NOT": 3,
  SHOULD: 2,
  "SHOULD NOT": 2,
  RECOMMENDED: 2,
  "NOT RECOMMENDED": 2,
  MAY: 1,
  OPTIONAL: 1,
};

/** A pattern for key words, also across a line break. */
export const keywordPattern = `\\b(?:${keywords.join("|").replaceAll(" ", "\\s+")})\\b`;

/** Returns the strongest of some key words. */
export function strongestKeyword(words: readonly Keyword[]): Keyword | undefined {
  return words.toSorted((a, b) => strength[b] - strength[a])[0];
}
