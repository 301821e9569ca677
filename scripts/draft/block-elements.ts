/**
 * What views give, as RFCXML.
 *
 * @module
 */
import type { Nodes } from "mdast";
import type { Citation } from "../../reference/layout/model.ts";
import type { Block, Cell, DefinitionsBlock, FigureBlock, Inline, SourceBlock, TableBlock } from "../generate/blocks.ts";
import { cite } from "./cite.ts";
import { checkCharacters, checkLines, figure } from "./figures.ts";
import { keywordPattern } from "./inline/keywords.ts";
import type { Place } from "./messages.ts";
import { placeOf } from "./messages.ts";
import { addAnchor, addFloat, linkTo, nameOf, type State } from "./state.ts";
import { scalable } from "./svg.ts";
import { rowAnchor } from "./value-link.ts";
import { cdata, el, raw, text, type XmlElement, type XmlNode } from "./xml.ts";

/** Where a block goes and what it is called. */
interface Target {
  readonly state: State;
  readonly node: Nodes;
  readonly at: Place;
  readonly element: string;
  readonly anchor: string | undefined;
}

const splitCite = /^(?<name>RFC\d+)(?:, Section (?<section>.+))?$/;

function citation({ state, at, element }: Target, given: Citation): XmlNode[] {
  if (given.startsWith("#")) return [linkTo(state, given.slice(1), at, [], element)];
  const { name = given, section } = splitCite.exec(given)?.groups ?? {};
  return cite(state, name, "", at, section === undefined ? undefined : { section, format: "comma" }, element);
}

function words({ state, at, element }: Target, value: string): XmlNode[] {
  checkCharacters(state, value, at, element);
  const pieces = value.split(new RegExp(`(${keywordPattern})`));
  return pieces.flatMap((piece, index): XmlNode[] => (index % 2 === 1 ? [el(at, "bcp14", {}, [piece])] : piece === "" ? [] : [text(at, piece)]));
}

function inline(target: Target, piece: Inline): XmlNode[] {
  if ("text" in piece) return words(target, piece.text);
  if ("end" in piece) return [el(target.at, "br")];
  if ("cite" in piece) return citation(target, piece.cite);
  checkCharacters(target.state, piece.code, target.at, target.element);
  return [el(target.at, "tt", {}, [piece.code])];
}

function cell(target: Target, pieces: Cell): XmlNode[] {
  return pieces.flatMap((piece) => inline(target, piece));
}

/** The anchor of a row that defines a part; only the first table of an element has them. */
function partAnchor({ state, element }: Target, part: string | undefined): string | undefined {
  const anchor = part === undefined ? undefined : rowAnchor(element, part);
  if (anchor === undefined || state.rows.has(anchor) || !/^[\w.-]+$/.test(anchor)) return undefined;
  state.rows.add(anchor);
  return anchor;
}

function table(target: Target, block: TableBlock): XmlNode {
  const { state, node, anchor, at, element } = target;
  addFloat(state, "table", anchor, at);
  const ragged = block.rows.find((row) => row.length !== block.columns.length);
  if (ragged !== undefined) state.report(at, "ragged-table", `row has ${ragged.length} cells; expected ${block.columns.length}`, element);
  const row = (name: "td" | "th", cells: readonly Cell[], id?: string): XmlElement =>
    el(node, "tr", { anchor: id }, cells.map((pieces, index) => el(node, name, { align: block.columns[index]?.align }, cell(target, pieces))));
  const head = el(node, "thead", {}, [row("th", block.columns.map(({ title }) => [{ text: title }]))]);
  const body = el(node, "tbody", {}, block.rows.map((cells, index) => row("td", cells, partAnchor(target, block.parts?.[index]))));
  return el(node, "table", { anchor }, [...nameOf(block.title, node), head, body]);
}

function drawing(target: Target, block: FigureBlock): XmlNode {
  const { state, node, anchor, at, element } = target;
  checkLines(state, block.ascii.split("\n"), () => at, element);
  const ascii = el(node, "artwork", { type: "ascii-art" }, [cdata(node, block.ascii)]);
  const svg = block.svg === undefined ? undefined : scalable(block.svg);
  const artset = svg === undefined ? ascii : el(node, "artset", {}, [el(node, "artwork", { type: "svg" }, [raw(node, svg)]), ascii]);
  return figure(state, node, { id: anchor, title: block.title }, artset);
}

function source(target: Target, block: SourceBlock): XmlNode {
  const { state, node, anchor, at, element } = target;
  checkLines(state, block.text.split("\n"), () => at, element);
  const code = el(node, "sourcecode", { type: block.type === "" ? undefined : block.type }, [cdata(node, block.text)]);
  return block.title === "" && anchor === undefined ? code : figure(state, node, { id: anchor, title: block.title }, code);
}

function definitions(target: Target, block: DefinitionsBlock): XmlNode {
  const { state, node, anchor, at } = target;
  if (anchor !== undefined) addAnchor(state, anchor, "the list", at);
  const pairs = block.items.flatMap((item) => [el(node, "dt", {}, cell(target, item.term)), el(node, "dd", {}, cell(target, item.text))]);
  return el(node, "dl", { anchor, spacing: block.compact === true ? "compact" : undefined }, pairs);
}

const writers: { readonly [K in Block["kind"]]: (target: Target, block: Extract<Block, { kind: K }>) => XmlNode } = {
  table,
  figure: drawing,
  source,
  definitions,
};

/** What the blocks come from, and what the author gives the first of them. */
export interface Given {
  /** The id of the schema element, for messages. */
  readonly element: string;
  readonly anchor: string | undefined;
  readonly title: string | undefined;
}

function write(target: Target, block: Block): XmlNode {
  const writer = writers[block.kind] as (target: Target, block: Block) => XmlNode;
  return writer(target, block);
}

/** Writes blocks; the first gets the anchor and the title. */
export function blockElements(state: State, node: Nodes, blocks: readonly Block[], { element, anchor, title }: Given): XmlNode[] {
  const target = { state, node, at: placeOf(node), element };
  return blocks.map((block, index) => {
    if (index > 0) return write({ ...target, anchor: undefined }, block);
    const titled = title === undefined || block.kind === "definitions" ? block : { ...block, title };
    return write({ ...target, anchor }, titled);
  });
}
