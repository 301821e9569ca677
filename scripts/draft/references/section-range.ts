/**
 * Ranges of sections of a cited work: `1-12`, `6.1-6.10`, `A-C`, or one section.
 *
 * @module
 */

/** Siblings from the first to the last. */
export interface SectionRange {
  /** The number that all share, with its last dot: `6.` of `6.1-6.10`; empty on the highest level. */
  readonly parent: string;
  /** Whether the siblings are appendices with letters. */
  readonly letters: boolean;
  /** The last part of the first number; that of a letter counts from `A`, 1. */
  readonly from: number;
  readonly to: number;
}

/** What a range looks like, for messages. */
export const rangeSyntax = 'a section or a range of siblings in quotes or with a hyphen, such as 1-12, 6.1-6.10, A-C or "7.2"';

const sectionNumber = /^(?<parent>(?:(?:\d+|[A-Z])\.)?(?:\d+\.)*)(?<last>\d+|[A-Z])$/;

/** One end of a range. A letter stands only first. */
function parseRangeEnd(text: string): Omit<SectionRange, "to"> | undefined {
  const { parent = "", last = "" } = sectionNumber.exec(text)?.groups ?? {};
  const letters = /[A-Z]/.test(last);
  if (last === "" || (letters && parent !== "")) return undefined;
  return { parent, letters, from: letters ? last.charCodeAt(0) - 64 : Number(last) };
}

/** Reads a range; `undefined` where it is none, or its ends are no siblings in order. */
export function parseSectionRange(text: string): SectionRange | undefined {
  const [first = "", last = first, ...more] = text.split("-");
  const [from, to] = [parseRangeEnd(first), parseRangeEnd(last)];
  if (from === undefined || to === undefined || more.length > 0) return undefined;
  const siblings = from.parent === to.parent && from.letters === to.letters && from.from <= to.from;
  return siblings ? { ...from, to: to.from } : undefined;
}

/** A range as words: `6.1 to 6.10`. */
export function printSectionRange({ parent, letters, from, to }: SectionRange): string {
  const name = (index: number): string => `${parent}${letters ? String.fromCharCode(64 + index) : index}`;
  return from === to ? name(from) : `${name(from)} to ${name(to)}`;
}
