/**
 * The marks in running text that are not part of Markdown:
 * `{{...}}`, `{R-017}` and the key words of BCP 14. A key word in quotation marks of its own is an ordinary word.
 *
 * @module
 */
import type { Literal } from "mdast";
import type { SourcePosition } from "../diagnostics/diagnostics.ts";
import { positionOf } from "../diagnostics/diagnostics.ts";
import { keywordPattern, type Keyword } from "./keywords.ts";

/** A piece of running text and its place. */
export type InlineToken = { readonly at: SourcePosition } & (
  | { readonly kind: "text" | "placeholder" | "requirement" | "footnote" | "undefined" | "left-over"; readonly value: string }
  | { readonly kind: "keyword"; readonly value: Keyword }
);

const markPattern = new RegExp(
  `\\{\\{(?<placeholder>[^{}]*)\\}\\}|(?<!\\{)\\{(?<requirement>R-\\d{3,})\\}|\\[(?<footnote>\\^[^\\]\\s]+)\\]|(?<=\\])\\[(?<undefined>[^\\[\\]]+)\\]|(?<quoted>["'\u201c\u2018](?:${keywordPattern})[.,;]?["'\u201d\u2019])|(?<left>\\{\\{|\\}\\}|\\{R-|\\[\\^)|(?<keyword>${keywordPattern})`,
  "g",
);

/** Follows the source of a node, to give each mark its line and column. */
class SourceCursor {
  readonly #source: string;
  readonly #node: Literal;
  #offset: number;

  constructor(source: string, node: Literal) {
    this.#source = source;
    this.#node = node;
    this.#offset = node.position?.start.offset ?? 0;
  }

  /** Returns the place of the next occurrence of `text`, or of the node if the source has another form. */
  find(text: string): SourcePosition {
    const start = this.#node.position?.start;
    const found = this.#source.indexOf(text, this.#offset);
    if (start?.offset === undefined || found < 0 || found >= (this.#node.position?.end.offset ?? 0)) return positionOf(this.#node);
    this.#offset = found + text.length;
    const before = this.#source.slice(start.offset, found).split("\n");
    const last = before.at(-1)?.length ?? 0;
    return { line: start.line + before.length - 1, column: before.length === 1 ? start.column + last : last + 1 };
  }

  /** Returns whether the next occurrence of `text` has a `\` before its first mark, or before each, as in `\[0]` and `\{\{`. */
  isEscaped(text: string): boolean {
    const end = this.#node.position?.end.offset ?? 0;
    const next = (form: string): number => {
      const found = this.#source.indexOf(form, this.#offset);
      return found < 0 || found >= end ? end : found;
    };
    const escaped = [`\\${text}`, text.replace(/[!-/:-@[-`{-~]/g, "\\$&")];
    return Math.min(...escaped.map(next)) < next(text);
  }
}

/** The kinds of marks that a `\` before them makes ordinary text. */
const escapableKinds: readonly string[] = ["placeholder", "footnote", "undefined", "left-over"];

function toToken(match: RegExpMatchArray, at: SourcePosition): InlineToken {
  const { placeholder, requirement, footnote, undefined: label, quoted, keyword } = match.groups ?? {};
  if (placeholder !== undefined) return { kind: "placeholder", value: placeholder.replace(/\s+/g, " ").trim(), at };
  if (requirement !== undefined) return { kind: "requirement", value: requirement, at };
  if (footnote !== undefined) return { kind: "footnote", value: footnote, at };
  if (label !== undefined) return { kind: "undefined", value: label, at };
  if (quoted !== undefined) return { kind: "text", value: quoted, at };
  if (keyword !== undefined) return { kind: "keyword", value: keyword.replace(/\s+/g, " ") as Keyword, at };
  return { kind: "left-over", value: match[0], at };
}

/**
 * Splits the value of a text node at the marks.
 *
 * @param source - the whole draft
 * @param node - the text node
 */
export function tokenize(source: string, node: Literal): InlineToken[] {
  const cursor = new SourceCursor(source, node);
  const result: InlineToken[] = [];
  let next = 0;
  let line = positionOf(node).line;
  const plain = (end: number): void => {
    if (end > next) result.push({ kind: "text", value: node.value.slice(next, end), at: { line, column: 1 } });
  };
  for (const match of node.value.matchAll(markPattern)) {
    plain(match.index);
    const isEscaped = node.value !== source.slice(node.position?.start.offset, node.position?.end.offset) && cursor.isEscaped(match[0]);
    const found = toToken(match, cursor.find(match[0]));
    const token: InlineToken = isEscaped && escapableKinds.includes(found.kind) ? { kind: "text", value: match[0], at: found.at } : found;
    result.push(token);
    line = token.at.line + match[0].split("\n").length - 1;
    next = match.index + match[0].length;
  }
  plain(node.value.length);
  return result;
}
