/**
 * Characters: which of them text may contain, by RFC 7997 and xml2rfc.
 *
 * @module
 */

/** Returns a character as `U+00E4`. */
export function characterName(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
}

/** Returns characters with their code points: `"ä" (U+00E4)`; of many, the first ones. */
export function describeCharacters(text: string): string {
  const all = [...text];
  const shown = all.slice(0, 8);
  const points = shown.map(characterName).join(" ");
  const more = all.length > shown.length ? " ..." : "";
  return `"${shown.join("")}${more}" (${points}${more})`;
}

/** Typographic characters and what RFCs have in their place. */
const asciiPunctuation: Readonly<Record<string, string>> = {
  "\u2018": "'",
  "\u2019": "'",
  "\u201a": "'",
  "\u2032": "'",
  "\u201c": '"',
  "\u201d": '"',
  "\u201e": '"',
  "\u2010": "-",
  "\u2013": "-",
  "\u2014": "--",
  "\u2212": "-",
  "\u2026": "...",
};

/** Replaces quotation marks, dashes and the ellipsis of typography by those of ASCII. */
export function toAsciiPunctuation(text: string): string {
  return text.replace(/[\u2010-\u2032\u2212]/g, (found) => asciiPunctuation[found] ?? found);
}

/** Characters without a shape, some of which change the order of others, code points for private use, and U+FFFD. */
export const unprintable =
  // eslint-disable-next-line no-control-regex -- the expression finds control characters
  /[\0-\x09\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200e\u200f\u2028-\u202e\u2061-\u206f\ud800-\udfff\ue000-\uf8ff\ufeff\ufff9-\uffff]|[\u{e0000}-\u{10ffff}]/gu;

/**
 * Characters that prose cannot contain. It may contain ASCII, punctuation that becomes ASCII, and the characters that keep words
 * together or apart: no-break space, zero-width space, no-break hyphen and word joiner.
 */
export const foreignToProse = /[^\x20-\x7e\n\u00a0\u200b\u2010\u2011\u2013\u2014\u2018-\u201a\u201c-\u201e\u2026\u2032\u2060\u2212]+/gu;

/** Returns the first characters of a text that prose cannot contain. */
export function firstForeign(text: string): string | undefined {
  return text.match(foreignToProse)?.[0];
}

/** Returns whether letters of a text belong to another script than Latin, so that readers need an ASCII form beside it. */
export function isNotLatin(text: string): boolean {
  return /(?!\p{Script=Latin})\p{L}/u.test(text);
}

const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\u{1f300}-\u{1f64f}]|[\u{1f900}-\u{1f9ff}]|[\u{20000}-\u{3fffd}]/u;

/** Returns the columns that a line of text takes on a terminal: 2 for a wide character of East Asia, 0 for a combining one. */
export function columnsOf(line: string): number {
  if (/^[\x20-\x7e]*$/.test(line)) return line.length;
  return [...line].reduce((sum, each) => sum + (/[\p{Mn}\p{Me}\p{Cf}]/u.test(each) ? 0 : wide.test(each) ? 2 : 1), 0);
}
