/**
 * Blocks of views as RFCXML.
 *
 * @module
 */
import type { Nodes } from "mdast";
import type { Citation } from "../../../reference/layout/model.ts";
import type { ViewBlock, TableCell, DefinitionsBlock, FigureBlock, Inline, SourceBlock, TableBlock } from "../../generate/blocks.ts";
import { cite } from "../references/cite.ts";
import { parseCitation } from "../references/citation.ts";
import { checkCharacters, checkFigureLines, figureElement } from "./figure.ts";
import { toAsciiPunctuation } from "../source/characters.ts";
import { keywordPattern } from "../inline/keywords.ts";
import type { SourcePosition } from "../diagnostics/diagnostics.ts";
import { positionOf } from "../diagnostics/diagnostics.ts";
import { registerAnchor, registerFloat, linkTo, nameElement, type TransformState } from "../state.ts";
import { withoutFixedSize } from "../drawings/svg.ts";
import { rowAnchor } from "../schema-views/value-link.ts";
import { cdata, el, raw, text, type XmlElement, type XmlNode } from "../xml/xml-node.ts";

/** The anchor and title of a block. */
interface BlockTarget {
  readonly state: TransformState;
  readonly node: Nodes;
  readonly at: SourcePosition;
  readonly element: string;
  readonly anchor: string | undefined;
}

function citationElements({ state, at, element }: BlockTarget, given: Citation): XmlNode[] {
  if (given.startsWith("#")) return [linkTo(state, given.slice(1), at, { element })];
  return cite(state, parseCitation(given) ?? { work: given, mark: "" }, at, element);
}

function textElements({ state, at, element }: BlockTarget, value: string): XmlNode[] {
  checkCharacters(state, value, at, element);
  const pieces = toAsciiPunctuation(value).split(new RegExp(`(${keywordPattern})`));
  return pieces.flatMap((piece, index): XmlNode[] =>
    index % 2 === 1 ? [el(at, "bcp14", {}, [piece])] : piece === "" ? [] : [text(at, piece)],
  );
}

function inlineElements(target: BlockTarget, piece: Inline): XmlNode[] {
  if ("text" in piece) return textElements(target, piece.text);
  if ("end" in piece) return [el(target.at, "br")];
  if ("cite" in piece) return citationElements(target, piece.cite);
  return [el(target.at, "tt", {}, [piece.code])];
}

function cellElements(target: BlockTarget, pieces: TableCell): XmlNode[] {
  return pieces.flatMap((piece) => inlineElements(target, piece));
}

/** Returns the anchor of a row or term that defines a part. Only the first table or list of an element has such anchors. */
function partAnchor({ state, element }: BlockTarget, part: string | undefined): string | undefined {
  const anchor = part === undefined ? undefined : rowAnchor(element, part);
  if (anchor === undefined || state.rowAnchors.has(anchor) || !/^[\w.-]+$/.test(anchor)) return undefined;
  state.rowAnchors.add(anchor);
  return anchor;
}

/** Returns the name of a row in the index: the cell with the name of the part, or the first one. */
function rowName(cells: readonly TableCell[], part: string): string {
  const texts = cells.map((pieces) => pieces.map((piece) => ("code" in piece ? piece.code : "text" in piece ? piece.text : "")).join(""));
  const letters = (value: string): string => value.toLowerCase().replace(/[^a-z0-9]/g, "");
  return texts.find((each) => letters(each) === letters(part)) ?? texts[0] ?? part;
}

function tableBlock(target: BlockTarget, block: TableBlock): XmlNode {
  const { state, node, anchor, at, element } = target;
  registerFloat(state, "table", anchor, at);
  const ragged = block.rows.find((row) => row.length !== block.columns.length);
  if (ragged !== undefined) state.report(at, "ragged-table", `row has ${ragged.length} cells; expected ${block.columns.length}`, element);
  const row = (name: "td" | "th", cells: readonly TableCell[], id?: string, entry: readonly XmlNode[] = []): XmlElement => {
    const cellOf = (pieces: TableCell, index: number): XmlElement =>
      el(node, name, { align: block.columns[index]?.align }, [...(index === 0 ? entry : []), ...cellElements(target, pieces)]);
    return el(node, "tr", { anchor: id }, cells.map(cellOf));
  };
  const bodyRow = (cells: readonly TableCell[], index: number): XmlElement => {
    const part = block.parts?.[index];
    const id = partAnchor(target, part);
    const entry = id === undefined ? [] : [el(at, "iref", { item: rowName(cells, part ?? ""), subitem: block.title || undefined })];
    return row("td", cells, id, entry);
  };
  const head = el(node, "thead", {}, [row("th", block.columns.map(({ title }) => [{ text: title }]))]);
  const body = el(node, "tbody", {}, block.rows.map(bodyRow));
  return el(node, "table", { anchor }, [...nameElement(block.title, node), head, body]);
}

function figureBlock(target: BlockTarget, block: FigureBlock): XmlNode {
  const { state, node, anchor, at, element } = target;
  checkFigureLines(state, block.ascii.split("\n"), () => at, element);
  const ascii = el(node, "artwork", { type: "ascii-art" }, [cdata(node, block.ascii)]);
  const svg = block.svg === undefined ? undefined : withoutFixedSize(block.svg);
  const artset = svg === undefined ? ascii : el(node, "artset", {}, [el(node, "artwork", { type: "svg" }, [raw(node, svg)]), ascii]);
  return figureElement(state, node, { id: anchor, title: block.title }, artset);
}

function sourceBlock(target: BlockTarget, block: SourceBlock): XmlNode {
  const { state, node, anchor, at, element } = target;
  checkFigureLines(state, block.text.split("\n"), () => at, element);
  const code = el(node, "sourcecode", { type: block.type === "" ? undefined : block.type }, [cdata(node, block.text)]);
  return block.title === "" && anchor === undefined ? code : figureElement(state, node, { id: anchor, title: block.title }, code);
}

function definitionsBlock(target: BlockTarget, block: DefinitionsBlock): XmlNode {
  const { state, node, anchor, at } = target;
  if (anchor !== undefined) registerAnchor(state, anchor, "the list", at);
  const pairs = block.items.flatMap((item, index) => [
    el(node, "dt", { anchor: partAnchor(target, block.parts?.[index]) }, cellElements(target, item.term)),
    el(node, "dd", {}, cellElements(target, item.text)),
  ]);
  return el(node, "dl", { anchor, spacing: block.compact === true ? "compact" : undefined }, pairs);
}

const blockWriters: { readonly [K in ViewBlock["kind"]]: (target: BlockTarget, block: Extract<ViewBlock, { kind: K }>) => XmlNode } = {
  table: tableBlock,
  figure: figureBlock,
  source: sourceBlock,
  definitions: definitionsBlock,
};

/** The source of the blocks, and the attributes of the first one. */
export interface BlockCaption {
  /** The id of the schema element, for messages. */
  readonly element: string;
  readonly anchor: string | undefined;
  readonly title: string | undefined;
}

function writeBlock(target: BlockTarget, block: ViewBlock): XmlNode {
  const writer = blockWriters[block.kind] as (target: BlockTarget, block: ViewBlock) => XmlNode;
  return writer(target, block);
}

/** Returns blocks as RFCXML. The first block gets the anchor and the title. */
export function blockElements(
  state: TransformState,
  node: Nodes,
  blocks: readonly ViewBlock[],
  { element, anchor, title }: BlockCaption,
): XmlNode[] {
  const target = { state, node, at: positionOf(node), element };
  return blocks.map((block, index) => {
    if (index > 0) return writeBlock({ ...target, anchor: undefined }, block);
    const titled = title === undefined || block.kind === "definitions" ? block : { ...block, title };
    return writeBlock({ ...target, anchor }, titled);
  });
}
