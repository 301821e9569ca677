/**
 * Ranges of sections of a cited work: `1-12`, `6.1-6.10`, `A-C`, or one section.
 *
 * @module
 */

/** Sibling sections, from the first to the last. */
export interface SectionRange {
  /** The number of their parent with a dot: `6.` for `6.1-6.10`; empty on the highest level. */
  readonly parent: string;
  /** Whether the siblings are appendices, with letters. */
  readonly letters: boolean;
  /** The last part of the first number; letters count from `A`, 1. */
  readonly from: number;
  readonly to: number;
}

/** The form of a range, for messages. */
export const rangeSyntax = 'a section or a range of siblings in quotes or with a hyphen, such as 1-12, 6.1-6.10, A-C or "7.2"';

const sectionNumber = /^(?<parent>(?:(?:\d+|[A-Z])\.)?(?:\d+\.)*)(?<last>\d+|[A-Z])$/;

/** One end of a range. Only the first part can be a letter. */
function parseRangeEnd(text: string): Omit<SectionRange, "to"> | undefined {
  const { parent = "", last = "" } = sectionNumber.exec(text)?.groups ?? {};
  const letters = /[A-Z]/.test(last);
  if (last === "" || (letters && parent !== "")) return undefined;
  return { parent, letters, from: letters ? last.charCodeAt(0) - 64 : Number(last) };
}

/** Parses a range. Returns `undefined` unless its ends are siblings in order. */
export function parseSectionRange(text: string): SectionRange | undefined {
  const [first = "", last = first, ...more] = text.split("-");
  const [from, to] = [parseRangeEnd(first), parseRangeEnd(last)];
  if (from === undefined || to === undefined || more.length > 0) return undefined;
  const siblings = from.parent === to.parent && from.letters === to.letters && from.from <= to.from;
  return siblings ? { ...from, to: to.from } : undefined;
}

/** Returns a range in words: `6.1 to 6.10`. */
export function printSectionRange({ parent, letters, from, to }: SectionRange): string {
  const name = (index: number): string => `${parent}${letters ? String.fromCharCode(64 + index) : index}`;
  return from === to ? name(from) : `${name(from)} to ${name(to)}`;
}
