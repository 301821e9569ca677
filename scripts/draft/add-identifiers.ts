/**
 * Adds identifiers to sentences with a key word of BCP 14, where the build asks for them.
 *
 * @module
 */
import type { Nodes, Parents, PhrasingContent } from "mdast";
import { visit } from "unist-util-visit";
import type { SourcePosition } from "./diagnostics/diagnostics.ts";
import { followingId, sentenceStops } from "./requirements.ts";
import { splitFrontMatter } from "./source/front-matter.ts";
import { parseMarkdown } from "./source/parse-markdown.ts";

/** A draft with more identifiers. */
export interface NumberedDraft {
  readonly markdown: string;
  /** The added identifiers, in the order of the text. */
  readonly added: readonly string[];
  /** The key words whose sentence has no end at which an identifier may stand; the author has to give it a full stop. */
  readonly left: readonly SourcePosition[];
}

/** A paragraph, item or cell. */
interface SentenceBlock {
  readonly start: number;
  /** Its text, each character at its place in the source, with `x` for code, links and placeholders, and NUL for markup. */
  readonly mask: string;
  /** Whether its last sentence needs no full stop. */
  readonly isItem: boolean;
}

const opaque = new Set<string>(["inlineCode", "link", "linkReference", "image", "html"]);

const range = ({ position }: Nodes): readonly [number, number] => [position?.start.offset ?? 0, position?.end.offset ?? 0];

const ownMarks = /\{\{[^{}]*\}\}|\{R-\d+\}|\[\^[^\]\s]+\]/g;
/** An anchor at the end of a paragraph, behind the place of an identifier. */
const anchorAtEnd = /\s*\{#[^{}\s]*\}\s*$/;

/** Replaces quotation marks of typography, which the build does too, and keeps the length. */
const straightQuotes = (text: string): string => text.replace(/[\u201c-\u201e]/g, '"').replace(/[\u2018-\u201a]/g, "'");

/** Returns the text of a block, as long as its source. */
function maskOf(block: Parents, source: string): string {
  const [start, end] = range(block);
  const letters = [...source.slice(start, end).replace(/[^\n]/g, "\0")];
  const put = (from: number, text: string): void => {
    for (let index = 0; index < text.length; index++) letters[from - start + index] = text.charAt(index);
  };
  const walk = (nodes: readonly PhrasingContent[]): void => {
    for (const node of nodes) {
      const [from, to] = range(node);
      const text = source.slice(from, to);
      if (node.type === "text") put(from, straightQuotes(text).replace(ownMarks, (found) => "x".repeat(found.length)));
      else if (opaque.has(node.type)) put(from, text.replace(/[^\n]/g, node.type === "html" ? "\0" : "x"));
      else if ("children" in node) walk(node.children);
    }
  };
  walk(block.children as PhrasingContent[]);
  const mask = letters.join("").replace(/\n[ >]*/g, (found) => " ".repeat(found.length));
  return mask.replace(anchorAtEnd, (found) => "\0".repeat(found.length));
}

/** Returns the block that contains an offset. */
function blockAt(blocks: readonly (readonly [Parents, Parents | undefined])[], source: string, offset: number): SentenceBlock | undefined {
  const found = blocks.find(([block]) => range(block)[0] <= offset && offset < range(block)[1]);
  if (found === undefined) return undefined;
  const [block, parent] = found;
  const isSimple = parent?.type === "listItem" && parent.children.length === 1;
  const isDefinition = parent?.type === "containerDirective" && parent.name === "dl";
  return { start: range(block)[0], mask: maskOf(block, source), isItem: block.type === "tableCell" || isSimple || isDefinition };
}

/** Returns the offset of the source at which the sentence of a key word ends, if an identifier may stand there. */
function endOfSentence({ start, mask, isItem }: SentenceBlock, source: string, offset: number): number | undefined {
  // Markup does not count as text: `*a.*` ends with its full stop.
  const places = [...mask].flatMap((letter, index) => (letter === "\0" ? [] : [index]));
  const text = places.map((index) => mask.charAt(index)).join("");
  const keyword = places.findIndex((index) => index >= offset - start);
  const stop = sentenceStops(text).find((end) => end > keyword);
  const end = stop ?? text.trimEnd().length;
  const last = places[end - 1];
  if (last === undefined || (stop === undefined && !isItem && !/[.:;!?]["')\]]*$/.test(text.trimEnd()))) return undefined;
  const next = start + last + 1;
  return next + (/^[*_]*/.exec(source.slice(next))?.[0].length ?? 0);
}

function offsetOf(lines: readonly string[], { line, column }: SourcePosition): number {
  return lines.slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, 0) + column - 1;
}

/**
 * Adds an identifier to each sentence that lacks one.
 *
 * @param markdown - a draft, or a file that it includes
 * @param keywords - the places that the messages of the build name: the first key word of each sentence
 * @param firstId - the first free identifier; the others follow it
 */
export function addIdentifiers(markdown: string, keywords: readonly SourcePosition[], firstId: string): NumberedDraft {
  const body = splitFrontMatter(markdown)?.body ?? markdown;
  const lines = markdown.split("\n");
  const blocks: [Parents, Parents | undefined][] = [];
  visit(parseMarkdown(body), (node, _index, parent) => {
    if (node.type === "paragraph" || node.type === "tableCell") blocks.push([node, parent]);
  });
  const ends = keywords.map((at) => {
    const offset = offsetOf(lines, at);
    const block = blockAt(blocks, body, offset);
    return { at, end: block && endOfSentence(block, body, offset) };
  });
  const places = [...new Set(ends.flatMap(({ end }) => end ?? []))].sort((a, b) => a - b);
  const added: string[] = [];
  let [id, from, result] = [firstId, 0, ""];
  for (const end of places) {
    result += `${markdown.slice(from, end)}{${id}}`;
    added.push(id);
    [id, from] = [followingId(id), end];
  }
  return { markdown: result + markdown.slice(from), added, left: ends.flatMap(({ at, end }) => (end === undefined ? [at] : [])) };
}
