/**
 * Cited parts of works: `Section 3 of [X]`, with a link to the section where one can be made.
 *
 * @module
 */
import { suggest } from "../../common/suggest.ts";
import type { SourcePosition } from "../diagnostics/diagnostics.ts";
import type { TransformState } from "../state.ts";
import { el, text, type XmlNode } from "../xml/xml-node.ts";
import { isWorkGroup, type BibliographyEntry } from "./bibliography.ts";
import { groupParts, joinInEnglish, partWordFor, type CitedPart, type CitedParts, type PartGroup, type PartWord } from "./citation.ts";
import type { Work } from "./work-schema.ts";
import { addressOfSeries, seriesOfWork } from "./work-series.ts";

/** A part with its printed name. */
interface ResolvedPart {
  readonly word: PartWord;
  /** The number, or the title in quotation marks. */
  readonly name: string;
  /** The attributes that link to the part; `undefined` if no link can be made. */
  readonly link: { readonly relative?: string } | undefined;
}

const numberPattern = /^(?:[0-9]+|[A-Z])(?:\.[0-9]+)*$/;

/** Returns the word before a part, as xml2rfc prints it for RFCs: a number is a section, a letter an appendix. */
function wordOfPart({ word, name }: CitedPart): PartWord {
  if (!numberPattern.test(name) || (word !== "Section" && word !== "Appendix")) return word;
  return /^\d/.test(name) ? "Section" : "Appendix";
}

/** Returns the number of a section of a draft of the set, cited by anchor, so that the number follows the draft. */
function siblingNumber(numbers: ReadonlyMap<string, string>, work: string, given: string): { readonly number: string } | string {
  const number = numbers.get(given);
  if (number !== undefined && number !== "") return { number };
  const [anchor] = [...numbers].find(([, other]) => other === given) ?? [];
  if (number === "") return `section "${given}" of ${work} has no number`;
  const expected = anchor === undefined ? suggest(given, [...numbers.keys()]) : `expected its anchor, "${anchor}"`;
  return `unknown section "${given}" of ${work}; ${expected}`;
}

/** Returns the part of the URL behind `#` that the bibliography has for a section. */
function fragmentOf({ fragments }: Work, name: string): string | undefined {
  if (fragments === undefined) return undefined;
  return typeof fragments === "string" ? fragments.replaceAll("{section}", name) : fragments[name.replaceAll('"', "")];
}

/** Returns the link to a part. xml2rfc knows the sections of RFCs and Internet-Drafts; other works need a fragment. */
function linkOfPart(work: string, entry: BibliographyEntry, name: string, fragment?: string): ResolvedPart["link"] {
  if (isWorkGroup(entry)) return undefined;
  const series = seriesOfWork(work, entry.seriesInfo);
  const found = fragment ?? fragmentOf(entry, name);
  const hasAddress = (entry.target ?? addressOfSeries(series)) !== undefined;
  if (found !== undefined && hasAddress) return { relative: `#${found}` };
  const known = Object.hasOwn(series, "RFC") || Object.hasOwn(series, "Internet-Draft");
  return known && numberPattern.test(name) ? {} : undefined;
}

/** Resolves the cited parts of a work. Reports those that cannot be cited. */
class PartResolver {
  readonly #state: TransformState;
  readonly #work: string;
  readonly #entry: BibliographyEntry;
  readonly #at: SourcePosition;

  constructor(state: TransformState, work: string, entry: BibliographyEntry, at: SourcePosition) {
    this.#state = state;
    this.#work = work;
    this.#entry = entry;
    this.#at = at;
  }

  resolve(given: CitedPart, fragment: string | undefined): ResolvedPart | undefined {
    const part = this.#numbered(given);
    if (part === undefined) return undefined;
    const link = linkOfPart(this.#work, this.#entry, part.name, fragment);
    if (fragment !== undefined && link === undefined) {
      this.#fail(`${this.#work} has no address, so #${fragment} makes no link; expected target: in its entry`);
    }
    return { word: wordOfPart(part), name: part.name, link };
  }

  #numbered(part: CitedPart): CitedPart | undefined {
    const numbers = isWorkGroup(this.#entry) ? undefined : this.#entry.sectionNumbers;
    if (numbers !== undefined) {
      const found = siblingNumber(numbers, this.#work, part.name);
      if (typeof found !== "string") return { ...part, name: found.number };
      this.#fail(found);
      return undefined;
    }
    if (part.name.startsWith('"') || numberPattern.test(part.name)) return part;
    const form = `expected a number, or its title in quotation marks: {{${part.word} "${part.name}" of ${this.#work}}}`;
    this.#fail(`"${part.name}" is not the number of a section; ${form}`);
    return undefined;
  }

  #fail(reason: string): void {
    this.#state.report(this.#at, "citation", reason);
  }
}

/** Returns whether xml2rfc prints this word before the name of a part by itself. */
function isOwnWord({ word, name }: ResolvedPart): boolean {
  return (word === "Section" && /^\d/.test(name)) || (word === "Appendix" && /^[A-Z](?:\.|$)/.test(name));
}

/**
 * Returns the elements of a citation of parts.
 *
 * @param work - the name in the bibliography
 */
export function citedPartElements(
  state: TransformState,
  work: string,
  { parts: given, conjunction, format, fragment }: CitedParts,
  at: SourcePosition,
): XmlNode[] {
  const entry = state.bibliography.entries[work];
  if (entry === undefined) return [];
  if (fragment !== undefined && given.length > 1) {
    state.report(at, "citation", `#${fragment} belongs to one section; expected fragments: in the entry of ${work} for several`);
  }
  const resolver = new PartResolver(state, work, entry, at);
  const parts = given.flatMap((part) => resolver.resolve(part, fragment) ?? []);
  const target = state.bibliography.anchors.get(work);
  const [first] = parts;
  if (parts.length === 1 && first?.link !== undefined && isOwnWord(first)) {
    return [el(at, "xref", { target, section: first.name, sectionFormat: format, ...first.link })];
  }
  const reference = el(at, "xref", { target });
  const partElement = ({ name, link }: ResolvedPart): XmlNode =>
    link === undefined ? text(at, name) : el(at, "xref", { target, section: name, sectionFormat: "bare", ...link });
  const separator = (words: string): XmlNode => text(at, words);
  const groupElements = ({ word, parts: members }: PartGroup<ResolvedPart>): XmlNode[] => [
    text(at, `${partWordFor(word as PartWord, members.length)} `),
    ...joinInEnglish(members.map(partElement), conjunction, separator),
  ];
  const list = groupParts(parts).flatMap((group, index) => [
    ...(index === 0 ? [] : [text(at, ` ${conjunction} `)]),
    ...groupElements(group),
  ]);
  if (format === "of") return [...list, text(at, " of "), reference];
  return format === "comma" ? [reference, text(at, ", "), ...list] : [reference, text(at, " ("), ...list, text(at, ")")];
}
