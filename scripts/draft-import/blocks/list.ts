/**
 * Lists of items and of definitions.
 *
 * @module
 */
import { noAttributes, parseAttributes, type Attributes } from "../attributes.ts";
import { isBlank, type SourceLine } from "../source/source-line.ts";
import type { Block, TermEntry, ListItem } from "./block.ts";
import { itemLines, itemStart } from "./item-lines.ts";
import type { BlockParser, BlockScanner } from "./scanner.ts";

const bullet = /^(?<mark> {0,3}[*+-])(?<text>[ \t].*)$/;
const number = /^(?<mark> {0,3}\d+\.)(?<text>[ \t].*)$/;
const colon = /^(?<mark> {0,3}:)(?<text>[ \t].*)$/;
const leadingAttributes = /^\{:(?<inner>[^{}]*)\}\s*/;

/** Takes the attributes from the beginning of the first line of an item. */
function takeAttributes(scanner: BlockScanner, lines: readonly SourceLine[]): { attributes: Attributes; lines: readonly SourceLine[] } {
  const [first, ...rest] = lines;
  const found = first && leadingAttributes.exec(first.text);
  if (first === undefined || found === null || found === undefined) return { attributes: noAttributes, lines };
  const attributes = scanner.resolve(parseAttributes(found.groups?.inner ?? ""));
  return { attributes, lines: [{ ...first, text: first.text.slice(found[0].length) }, ...rest] };
}

/** Moves the index over blank lines if another item follows them. */
function skipToItem(scanner: BlockScanner, isItem: (line: SourceLine) => boolean): boolean {
  const offset = scanner.lines.slice(scanner.index).findIndex((line) => !isBlank(line));
  const line = scanner.lines[scanner.index + offset];
  if (offset < 0 || line === undefined || !isItem(line)) return false;
  scanner.index += offset;
  return true;
}

function parseItems(scanner: BlockScanner, pattern: RegExp): ListItem[] {
  const items: ListItem[] = [];
  let least = 3;
  const isItem = (line: SourceLine): boolean => pattern.test(line.text) && (/^ */.exec(line.text)?.[0].length as number) <= least;
  do {
    const at = scanner.line as SourceLine;
    const start = itemStart(at, pattern);
    if (start === undefined) break;
    least = Math.min(3, start.columns - 1);
    const { lines, next } = itemLines(scanner.lines, scanner.index, start, isItem);
    scanner.index = next;
    const { attributes, lines: own } = takeAttributes(scanner, lines);
    items.push({ at, attributes, blocks: scanner.nested(own) });
  } while (skipToItem(scanner, isItem));
  return items;
}

/** A list of items. */
export const parseList: BlockParser = (scanner) => {
  const at = scanner.line;
  const pattern = [bullet, number].find((one) => at !== undefined && one.test(at.text));
  if (at === undefined || pattern === undefined) return false;
  const items = parseItems(scanner, pattern);
  return scanner.add({ kind: "list", at, attributes: noAttributes, ordered: pattern === number, items });
};

/** Reads the definitions of one term. */
function parseDefinitions(scanner: BlockScanner, terms: readonly SourceLine[]): TermEntry {
  const blocks: Block[] = [];
  let attributes = noAttributes;
  const isDefinition = (line: SourceLine): boolean => colon.test(line.text);
  do {
    const at = scanner.line as SourceLine;
    const start = itemStart(at, colon);
    if (start === undefined) break;
    const { lines, next } = itemLines(scanner.lines, scanner.index, start, isDefinition);
    scanner.index = next;
    const own = takeAttributes(scanner, lines);
    attributes = own.attributes;
    blocks.push(...scanner.nested(own.lines));
  } while (skipToItem(scanner, isDefinition));
  return { terms, attributes, blocks };
}

/** LabelDefinitions, `: text`, of the running text before them. A list of definitions before that text is continued. */
export const parseDefinitionList: BlockParser = (scanner) => {
  const term = scanner.blocks.at(-1);
  if (scanner.line === undefined || !colon.test(scanner.line.text) || term?.kind !== "paragraph") return false;
  scanner.blocks.pop();
  const entry = parseDefinitions(scanner, term.lines);
  const list = scanner.blocks.at(-1);
  if (list?.kind === "definitions" && Object.keys(term.attributes.values).length === 0) {
    scanner.blocks[scanner.blocks.length - 1] = { ...list, entries: [...list.entries, entry] };
    return true;
  }
  return scanner.add({ kind: "definitions", at: term.at, attributes: term.attributes, entries: [entry] });
};

/** A quotation: lines that begin with `>`, and those that continue its text. */
export const parseQuote: BlockParser = (scanner) => {
  const at = scanner.line;
  if (at === undefined || !/^ {0,3}>/.test(at.text)) return false;
  const rest = scanner.lines.slice(scanner.index);
  const end = rest.findIndex((line) => isBlank(line) || /^ {0,3}(?:\{:|\^\s*$)/.test(line.text));
  const own = rest.slice(0, end < 0 ? rest.length : end);
  scanner.index += own.length;
  const lines = own.map((line) => ({ ...line, text: line.text.replace(/^ {0,3}> ?/, "") }));
  return scanner.add({ kind: "quote", at, attributes: noAttributes, blocks: scanner.nested(lines) });
};
