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

/** Returns the offsets at which sentences end. An identifier after a full stop belongs to the sentence before it. */
function sentenceEnds({ mask, ids }: FlatText): number[] {
  const belongs = (end: number): boolean => ids.some(({ offset }) => offset > end && mask.slice(end, offset).trim() === "");
  const stops = [...mask.matchAll(/[.!?]["')\]]*(?=\s|$)/g)]
    .map((stop) => stop.index + stop[0].length)
    .filter((end) => !abbreviation.test(mask.slice(0, end)) && !belongs(end));
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

/** Reads the sentences of the draft. */
export class RequirementReader {
  readonly #found = new Map<string, Requirement>();
  readonly #report: ReportDiagnostic;
  readonly #referenceLabel: ReferenceLabel;
  readonly #describeLocation: (at: SourcePosition) => string;

  /**
   * @param label - returns the text of a link
   * @param describeLocation - returns a place as text for a message
   * @param report - receives the mistakes
   */
  constructor(label: ReferenceLabel, describeLocation: (at: SourcePosition) => string, report: ReportDiagnostic) {
    this.#referenceLabel = label;
    this.#describeLocation = describeLocation;
    this.#report = report;
  }

  /** Reads the sentences of one paragraph, item or cell. */
  read(run: RunningText): void {
    const flat = flatten(run.nodes, this.#referenceLabel);
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

  #missing({ at, value }: TextMark<Keyword>): void {
    this.#report(at, "requirement", `sentence with ${value} has no identifier; expected {R-...} directly after its full stop`);
  }

  #sentence(flat: FlatText, { start, end, keywords, ids }: RequirementSentence, { section }: RunningText): void {
    const [id, ...others] = ids;
    const [keyword] = keywords;
    for (const other of others) this.#fail(other, "is the second identifier of its sentence; expected one");
    if (id === undefined) {
      if (keyword !== undefined) this.#missing(keyword);
      return;
    }
    if (!/[.:;!?]["')\]]*$/.test(flat.mask.slice(0, end))) this.#fail(id, "does not stand directly after a full stop");
    const level = strongestKeyword(keywords.map(({ value }) => value));
    const before = this.#found.get(id.value);
    if (before !== undefined) this.#fail(id, `is already used in ${this.#describeLocation({ line: before.line, column: 1 })}`);
    else if (level === undefined) this.#fail(id, "belongs to a sentence without a key word of BCP 14");
    else {
      const { anchor = "", number = "", title = "" } = section ?? {};
      const text = flat.text.slice(start, end).replace(/\s+/g, " ").trim();
      this.#found.set(id.value, { id: id.value, level, section: { anchor, number, title }, text, line: keyword?.at.line ?? id.at.line });
    }
  }
}
