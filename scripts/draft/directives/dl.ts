import type { Nodes, Paragraph, PhrasingContent } from "mdast";
import { toString } from "mdast-util-to-string";
import { z } from "zod";
import { flagAttribute } from "./attributes.ts";
import { containerDirective } from "./directive.ts";
import { positionOf } from "../diagnostics/diagnostics.ts";
import { registerAnchor, registerBlockAnchor, transformBlocks, transformProse, type TransformState } from "../state.ts";
import { el, type XmlElement, type XmlNode } from "../xml/xml-node.ts";

/** A term and its definition. */
interface DefinitionEntry {
  readonly node: Paragraph;
  readonly term: readonly PhrasingContent[];
  readonly text: PhrasingContent[];
  readonly followingBlocks: Nodes[];
}

type TextNode = Extract<PhrasingContent, { type: "text" }>;

/** Splits `Term`, line break, `: text`. */
function splitTerm(node: Paragraph, source: string): DefinitionEntry | undefined {
  for (const [index, child] of node.children.entries()) {
    const found = child.type === "text" ? /\n:[ \t]+/.exec(child.value) : null;
    if (child.type !== "text" || found === null) continue;
    const before = child.value.slice(0, found.index);
    const after = child.value.slice(found.index + found[0].length);
    const term = [...node.children.slice(0, index), ...(before === "" ? [] : [{ ...child, value: before }])];
    return { node, term, text: [...textAfterColon(child, after, source), ...node.children.slice(index + 1)], followingBlocks: [] };
  }
  return undefined;
}

/** Returns the nodes after the `:`, with their places in the source. */
function textAfterColon(node: TextNode, value: string, source: string): TextNode[] {
  if (value === "") return [];
  if (node.position === undefined) return [{ ...node, value }];
  const { start, end } = node.position;
  const found = /\n[\s>]*:[ \t]+/.exec(source.slice(start.offset, end.offset));
  const skipped = source.slice(start.offset, (start.offset ?? 0) + (found?.index ?? 0) + (found?.[0].length ?? 0)).split("\n");
  const line = start.line + skipped.length - 1;
  const offset = (start.offset ?? 0) + skipped.join("\n").length;
  return [{ ...node, value, position: { start: { line, column: (skipped.at(-1)?.length ?? 0) + 1, offset }, end } }];
}

function readEntries(state: TransformState, nodes: readonly Nodes[]): DefinitionEntry[] {
  const entries: DefinitionEntry[] = [];
  for (const node of nodes) {
    const entry = node.type === "paragraph" ? splitTerm(node, state.source) : undefined;
    if (entry !== undefined) entries.push(entry);
    else if (entries.length > 0) entries.at(-1)?.followingBlocks.push(node);
    else state.report(positionOf(node), "definition-list", 'expected a term, and on the next line ": " and its definition');
  }
  return entries;
}

function definitionElement(state: TransformState, { node, text, followingBlocks: more }: DefinitionEntry): XmlElement {
  const first = transformProse(state, text, more.length === 0);
  const children: XmlNode[] = more.length === 0 ? first : [el(node, "t", {}, first), ...transformBlocks(state, more)];
  const anchor = registerBlockAnchor(state, state.blockAnchors.ends.get(node), "the definition");
  return el(text[0] ?? node, "dd", { anchor }, children);
}

/** Returns the index entry of a term. */
function indexEntry({ node, term }: DefinitionEntry): XmlElement {
  return el(node, "iref", { item: toString({ type: "paragraph", children: [...term] }).replace(/\s+/g, " ").trim(), primary: true });
}

const definitionListAttributes = z.strictObject({
  id: z.string().optional(),
  newline: flagAttribute,
  spacing: z.enum(["normal", "compact"]).optional(),
  /** The terms are entries of the index. */
  index: flagAttribute,
  indent: z.string().regex(/^\d+$/, "expected a number of columns").optional(),
});

/** `:::dl{newline index}`: paragraphs of the form `Term`, line break, `: definition`. Other blocks belong to the definition before them. */
export const dl = containerDirective(definitionListAttributes, (state, node, { id, newline, spacing, indent, index }) => {
  if (id !== undefined) registerAnchor(state, id, "the list", positionOf(node));
  const entries = readEntries(state, node.children);
  if (node.children.length === 0) state.report(positionOf(node), "definition-list", "definition list is empty");
  const children = entries.flatMap((entry) => {
    const anchor = registerBlockAnchor(state, state.blockAnchors.terms.get(entry.node), "the term");
    const term = [...(index === true ? [indexEntry(entry)] : []), ...transformProse(state, entry.term)];
    return [el(entry.node, "dt", { anchor }, term), definitionElement(state, entry)];
  });
  return [el(node, "dl", { anchor: id, newline, spacing, indent }, children)];
});
