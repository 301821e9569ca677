/**
 * The notation of citations: `!RFC9110`, `HTTP=RFC9110, Section 5`, `Sections 3 and 4.1 of X`, `Section "create" of X#fragment`.
 *
 * @module
 */

/** The kind of a citation: `!` normative, `?` informative, or neither. */
export type CitationMark = "!" | "?" | "";

/** The words before the number of a part, in singular and plural. */
const partWords = {
  Section: "Sections",
  Appendix: "Appendices",
  Clause: "Clauses",
  Annex: "Annexes",
  Chapter: "Chapters",
  Part: "Parts",
} as const;

/** The word before the number of a part. */
export type PartWord = keyof typeof partWords;

/** A cited part of a work. */
export interface CitedPart {
  readonly word: PartWord;
  /** The number, the anchor in a draft of the set, or a title in double quotes. */
  readonly name: string;
}

/** Where the parts stand: `Section 3 of X`, `X, Section 3` or `X (Section 3)`. */
export type PartsFormat = "of" | "comma" | "parens";

/** The cited parts of a work. */
export interface CitedParts {
  /** The parts, at least one. */
  readonly parts: readonly CitedPart[];
  readonly conjunction: "and" | "or";
  readonly format: PartsFormat;
  /** The part of the URL behind `#`, for a link to the only part. */
  readonly fragment?: string;
}

/** A citation. */
export interface ParsedCitation extends Partial<CitedParts> {
  readonly mark: CitationMark;
  /** The name in the bibliography, or in the draft. */
  readonly work: string;
  /** The name that the citation gives to the work. */
  readonly alias?: string;
}

const wordOf = new Map(Object.entries(partWords).flatMap(([one, many]) => [one, many].map((word) => [word, one as PartWord] as const)));
const anyWord = [...wordOf.keys()].join("|");

/** The characters of the name of a work. */
const workNameSource = String.raw`[A-Za-z0-9_][\w./:+()-]*`;
const partSource = String.raw`(?:"[^"{}]+"|(?!(?:and|or|of)(?:[ ,]|$))[A-Za-z0-9](?:[\w.-]*\w)?)`;
const joinSource = ",? (?:and|or) |, ?";
const partsSource = `(?:${anyWord}) ${partSource}(?:(?:${joinSource})(?:(?:${anyWord}) )?${partSource})*`;
const workSource = `(?:(?<alias>${workNameSource})=)?(?<work>${workNameSource})(?:#(?<fragment>[^\\s#{}"]+))?`;

const forms: readonly (readonly [pattern: RegExp, format: PartsFormat | undefined])[] = [
  [new RegExp(`^(?<parts>${partsSource}) of (?<mark>[!?]?)${workSource}$`), "of"],
  [new RegExp(`^(?<mark>[!?]?)${workSource}, (?<parts>${partsSource})$`), "comma"],
  [new RegExp(`^(?<mark>[!?]?)${workSource} \\((?<parts>${partsSource})\\)$`), "parens"],
  [new RegExp(`^(?<mark>[!?]?)${workSource}$`), undefined],
];

const workName = new RegExp(`^${workNameSource}$`);

/** Returns whether a text can be the name of a work. */
export function isNameOfWork(text: string): boolean {
  return workName.test(text);
}

/** Parses the parts, such as `Sections 3, 4.1 and A.2`. Returns `undefined` for several conjunctions. */
function parseParts(text: string, format: PartsFormat): CitedParts | undefined {
  const pattern = new RegExp(`(?<join>^|${joinSource})(?:(?<given>${anyWord}) )?(?<name>${partSource})`, "g");
  const joins = new Set<string>();
  const parts: CitedPart[] = [];
  for (const { groups = {} } of text.matchAll(pattern)) {
    const word = groups.given === undefined ? parts.at(-1)?.word : wordOf.get(groups.given);
    parts.push({ word: word ?? "Section", name: groups.name ?? "" });
    const join = /and|or/.exec(groups.join ?? "")?.[0];
    if (join !== undefined) joins.add(join);
  }
  return joins.size > 1 ? undefined : { parts, conjunction: joins.has("or") ? "or" : "and", format };
}

/**
 * Parses a citation.
 *
 * @param text - the text between `{{` and `}}`, with single spaces
 * @returns `undefined` for any other text
 */
export function parseCitation(text: string): ParsedCitation | undefined {
  for (const [pattern, format] of forms) {
    const { mark = "", work, alias, fragment, parts } = pattern.exec(text)?.groups ?? {};
    if (work === undefined) continue;
    const cited = parts === undefined || format === undefined ? {} : parseParts(parts, format);
    if (cited === undefined) return undefined;
    const named = alias === undefined ? {} : { alias };
    return { mark: mark as CitationMark, work, ...named, ...cited, ...(fragment === undefined ? {} : { fragment }) };
  }
  return undefined;
}

/** Returns items as a list in English: `a`, `a and b`, `a, b, and c`. */
export function joinInEnglish<T>(items: readonly T[], conjunction: "and" | "or", separator: (text: string) => T): T[] {
  const between = (index: number): string => {
    if (index < items.length - 1) return ", ";
    return items.length > 2 ? `, ${conjunction} ` : ` ${conjunction} `;
  };
  return items.flatMap((item, index) => (index === 0 ? [item] : [separator(between(index)), item]));
}

/** Parts with one word. */
export interface PartGroup<T> {
  readonly word: string;
  readonly parts: readonly T[];
}

/** Groups neighbours with the same word. */
export function groupParts<T extends { readonly word: string }>(parts: readonly T[]): PartGroup<T>[] {
  const groups: { word: string; parts: T[] }[] = [];
  for (const part of parts) {
    const last = groups.at(-1);
    if (last?.word === part.word) last.parts.push(part);
    else groups.push({ word: part.word, parts: [part] });
  }
  return groups;
}

/** Returns a word for a number of parts: `Section`, `Sections`. */
export function partWordFor(word: PartWord, count: number): string {
  return count === 1 ? word : partWords[word];
}

function formatParts({ parts = [], conjunction = "and" }: Partial<CitedParts>): string {
  const texts = groupParts(parts).map(({ word, parts: members }) => {
    const names = joinInEnglish(members.map(({ name }) => name), conjunction, (text) => text);
    return `${partWordFor(word as PartWord, members.length)} ${names.join("")}`;
  });
  return texts.join(` ${conjunction} `);
}

/** Returns the text of a citation, which {@link parseCitation} parses to the same citation. */
export function formatCitation(citation: ParsedCitation): string {
  const { mark, alias, work, fragment, format } = citation;
  const name = `${mark}${alias === undefined ? "" : `${alias}=`}${work}${fragment === undefined ? "" : `#${fragment}`}`;
  if (format === undefined) return name;
  const parts = formatParts(citation);
  return { of: `${parts} of ${name}`, comma: `${name}, ${parts}`, parens: `${name} (${parts})` }[format];
}
