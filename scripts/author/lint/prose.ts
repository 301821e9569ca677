/**
 * The prose of a draft: paragraphs and sentences, as masked text in which every character keeps its place.
 *
 * @module
 */
import type { Paragraph } from "mdast";
import { visit } from "unist-util-visit";

import { splitFrontMatter } from "../../draft/source/front-matter.ts";
import type { SourcePosition } from "../../draft/diagnostics/diagnostics.ts";
import { parseMarkdown } from "../../draft/source/parse-markdown.ts";

/** A sentence of running text. */
export interface ProseSentence {
  /** The text with code, citations and values masked; it has the length of the source. */
  readonly text: string;
  /** The offset of its first character in the source. */
  readonly offset: number;
}

/** A paragraph, list item or definition. */
export interface ProseBlock {
  readonly text: string;
  readonly offset: number;
  readonly sentences: readonly ProseSentence[];
  /** The titles of its sections, from the outermost. */
  readonly sections: readonly string[];
}

/** A draft for the checks of prose. */
export interface Prose {
  readonly source: string;
  readonly blocks: readonly ProseBlock[];
  /** Returns the place of an offset of the source. */
  readonly positionAt: (offset: number) => SourcePosition;
}

/** The character for masked code and citations; no check matches it. */
const MASK = "\u25a1";

const maskWord = (text: string): string => text.replace(/[^\n]/g, MASK);
const maskBlank = (text: string): string => text.replace(/[^\n]/g, " ");

/** Masks everything except running text, character by character. The colon of a definition ends the sentence before it. */
export function maskMarkup(text: string): string {
  return text
    .replace(/(`+)(?!`)[^]*?[^`]\1(?!`)/g, maskWord)
    .replace(/\{\{[^{}]*\}\}/g, maskWord)
    .replace(/\{R-\d+\}|(?<=\S[ \t]*)\{#[^{}\s]*\}[ \t]*$/gm, maskBlank)
    .replace(/\]\([^)\n]*\)/g, maskBlank)
    .replace(/<[^>\n]*>/g, maskWord)
    .replace(/^:(?= )/gm, ".");
}

const abbreviation = /(?:^|[\s(])(?:e\.g|i\.e|cf|vs|etc|approx|resp|No|Sec|Fig)\.$/;

/** Splits masked text into sentences. A full stop of an abbreviation does not end a sentence. */
export function splitSentences(text: string, offset: number): ProseSentence[] {
  const ends = [...text.matchAll(/[.!?]["')\]]*(?=\s|$)/g)]
    .map((stop) => stop.index + stop[0].length)
    .filter((end) => !abbreviation.test(text.slice(0, end)));
  const bounds = [0, ...ends, text.length];
  const cut = bounds.slice(1).map((end, index) => ({ start: bounds[index] as number, end }));
  return cut.flatMap(({ start, end }) => {
    const piece = text.slice(start, end);
    const lead = piece.length - piece.trimStart().length;
    return piece.trim() === "" ? [] : [{ text: piece.trim(), offset: offset + start + lead }];
  });
}

/** Reads the prose of a draft: running text outside code, tables and quotations. */
export function readProse(source: string): Prose {
  const tree = parseMarkdown(splitFrontMatter(source)?.body ?? source);
  const titles: string[] = [];
  const blocks: ProseBlock[] = [];
  visit(tree, (node, _index, parent) => {
    if (node.type === "heading") {
      titles.length = node.depth - 1;
      titles[node.depth - 1] = source
        .slice(node.position?.start.offset ?? 0, node.position?.end.offset ?? 0)
        .replace(/^#+\s*|\s*\{[^}]*\}\s*$/g, "");
    }
    if (node.type === "paragraph" && parent?.type !== "blockquote") blocks.push(toBlock(node, source, titles));
  });
  const starts = [0, ...[...source.matchAll(/\n/g)].map(({ index }) => index + 1)];
  const placeOf = (offset: number): SourcePosition => {
    const line = starts.findLastIndex((start) => start <= offset);
    return { line: line + 1, column: offset - (starts[line] ?? 0) + 1 };
  };
  return { source, blocks, positionAt: placeOf };
}

function toBlock(node: Paragraph, source: string, titles: readonly string[]): ProseBlock {
  const offset = node.position?.start.offset ?? 0;
  const text = maskMarkup(source.slice(offset, node.position?.end.offset ?? offset));
  return { text, offset, sentences: splitSentences(text, offset), sections: titles.filter((title) => title !== undefined) };
}
