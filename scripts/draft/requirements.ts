/**
 * Requirements: sentences with a key word of BCP 14 and an identifier.
 *
 * @module
 */
import { flatten, type FlatText, type ReferenceLabel, type TextMark } from "./xml/flatten.ts";
import { strongestKeyword, type Keyword } from "./inline/keywords.ts";
import type { SourcePosition, ReportDiagnostic } from "./diagnostics/diagnostics.ts";
import type { RunningText } from "./state.ts";

/** One requirement of the draft. */
export interface Requirement {
  /** For example `R-017`. */
  readonly id: string;
  /** The strongest key word of the sentence. */
  readonly level: Keyword;
  /** The section of the sentence; the number of an unnumbered section is empty. */
  readonly section: { readonly anchor: string; readonly number: string; readonly title: string };
  /** The text of the sentence. */
  readonly text: string;
  /** The line in the Markdown, from 1. */
  readonly line: number;
  /** The file of the line; absent for the draft itself. */
  readonly file?: string;
}

/** A sentence: a range of the plain text with its marks. */
interface RequirementSentence {
  readonly start: number;
  readonly end: number;
  readonly keywords: readonly TextMark<Keyword>[];
  readonly ids: readonly TextMark[];
}

const abbreviation = /(?:^|[\s(])(?:e\.g|i\.e|cf|vs|etc|approx|resp|No|Sec|Fig)\.$/;

/** Returns the offsets behind the full stops of a text. */
export function sentenceStops(text: string): number[] {
  const ends = [...text.matchAll(/[.!?]["')\]]*(?=\s|$)/g)].map((stop) => stop.index + stop[0].length);
  return ends.filter((end) => !abbreviation.test(text.slice(0, end)));
}

/** Returns the offsets at which sentences end. An identifier after a full stop belongs to the sentence before it. */
function sentenceEnds({ mask, ids }: FlatText): number[] {
  const belongs = (end: number): boolean => ids.some(({ offset }) => offset > end && mask.slice(end, offset).trim() === "");
  const stops = sentenceStops(mask).filter((end) => !belongs(end));
  return [...new Set([...stops, ...ids.map(({ offset }) => offset), mask.length])].sort((a, b) => a - b);
}

function splitSentences(flat: FlatText): RequirementSentence[] {
  let start = 0;
  return sentenceEnds(flat).map((end) => {
    const ids = flat.ids.filter(({ offset }) => offset === end);
    const keywords = flat.keywords.filter(({ offset }) => offset >= start && offset < end);
    const sentence = { start, end, keywords, ids };
    start = end;
    return sentence;
  });
}

/** Returns the identifier that follows the greatest one of some drafts, which all drafts of a set share. */
export function nextRequirementId(markdowns: readonly string[]): string {
  const numbers = markdowns.flatMap((text) => [...text.matchAll(/\{R-(\d{3,})\}/g)].map(([, digits]) => Number(digits)));
  return followingId(`R-${numbers.reduce((most, each) => Math.max(most, each), 0)}`);
}

/** Returns the identifier after another one: `R-018` after `R-017`. */
export function followingId(id: string): string {
  return `R-${String(Number(id.slice(2)) + 1).padStart(3, "0")}`;
}

/** Where a requirement reader gets the texts of its messages from. */
export interface RequirementContext {
  /** Returns the text of a link. */
  readonly referenceLabel: ReferenceLabel;
  /** Returns a place as text for a message. */
  readonly describeLocation: (at: SourcePosition) => string;
  /** Returns the first free identifier; `undefined` if sentences need none. */
  readonly nextId: (() => string) | undefined;
}

/** Reads the sentences of the draft. */
export class RequirementReader {
  readonly #found = new Map<string, Requirement>();
  readonly #report: ReportDiagnostic;
  readonly #context: RequirementContext;
  #nextId: string | undefined;

  /** @param report - receives the mistakes */
  constructor(context: RequirementContext, report: ReportDiagnostic) {
    this.#context = context;
    this.#report = report;
  }

  /** Reads the sentences of one paragraph, item or cell. */
  read(run: RunningText): void {
    const flat = flatten(run.nodes, this.#context.referenceLabel);
    if (flat.ids.length === 0 && flat.keywords.length === 0) return;
    for (const sentence of splitSentences(flat)) this.#sentence(flat, sentence, run);
  }

  /** In the order of the document. */
  get requirements(): readonly Requirement[] {
    return [...this.#found.values()];
  }

  #fail(id: TextMark, what: string): void {
    this.#report(id.at, "requirement", `identifier ${id.value} ${what}`);
  }

  /** Reports a sentence without identifier, and names the one to write: each message another one. */
  #missing({ at, value }: TextMark<Keyword>, where: string): void {
    if (this.#context.nextId === undefined) return;
    const id = this.#nextId ?? this.#context.nextId();
    this.#nextId = followingId(id);
    this.#report(at, "missing-identifier", `sentence with ${value} has no identifier; expected {${id}} directly ${where}`);
  }

  #sentence(flat: FlatText, { start, end, keywords, ids }: RequirementSentence, { section, isItem }: RunningText): void {
    const [id, ...others] = ids;
    const [keyword] = keywords;
    for (const other of others) this.#fail(other, "is the second identifier of its sentence; expected one");
    const ended = /[.:;!?]["')\]]*$/.test(flat.mask.slice(0, end).trimEnd());
    const last = isItem && flat.mask.slice(end).trim() === "";
    if (id === undefined) {
      if (keyword !== undefined) this.#missing(keyword, last && !ended ? "at the end of the item" : "after its full stop");
      return;
    }
    if (!(ended || last) || /\s$/.test(flat.mask.slice(0, end))) this.#fail(id, "does not stand directly after a full stop");
    const level = strongestKeyword(keywords.map(({ value }) => value));
    const before = this.#found.get(id.value);
    if (before !== undefined) this.#fail(id, `is already used in ${this.#context.describeLocation({ line: before.line, column: 1 })}`);
    else if (level === undefined) this.#fail(id, "belongs to a sentence without a key word of BCP 14");
    else {
      const { anchor = "", number = "", title = "" } = section ?? {};
      const text = flat.text.slice(start, end).replace(/\s+/g, " ").trim();
      this.#found.set(id.value, { id: id.value, level, section: { anchor, number, title }, text, line: keyword?.at.line ?? id.at.line });
    }
  }
}
