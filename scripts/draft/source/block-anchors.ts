/**
 * Anchors of paragraphs, items, terms and definitions: `{#anchor}` at the end of their text.
 *
 * Only behind other text of the same line, so that braces on a line of their own, which other dialects put before or behind a block,
 * stay a mistake.
 *
 * @module
 */
import type { Paragraph, Parents, Root, Text } from "mdast";
import { visit } from "unist-util-visit";
import type { SourcePosition } from "../diagnostics/diagnostics.ts";

/** An anchor at the end of a text. */
export interface BlockAnchor {
  readonly anchor: string;
  readonly at: SourcePosition;
  /** The offset of its brace in the source. */
  readonly offset: number;
}

/** The anchors of a draft, by the paragraph whose text they end. */
export interface BlockAnchors {
  /** At the end of the paragraph. */
  readonly ends: ReadonlyMap<Paragraph, BlockAnchor>;
  /** At the end of the term in the first lines of the paragraph. */
  readonly terms: ReadonlyMap<Paragraph, BlockAnchor>;
}

const braces = /[ \t]*(?<!\\)\{#(?<anchor>[^{}\s]*)\}[ \t]*$/;
/** The line break between a term and its definition. */
const definition = /\n[ >]*:[ \t]/;

/** Returns the anchor at the end of a piece of a text node, if text stands before it on its line. */
function anchorAtEnd(source: string, start: number, node: Text, end: number): BlockAnchor | undefined {
  const from = node.position?.start.offset ?? 0;
  const found = braces.exec(source.slice(from, end));
  if (found === null) return undefined;
  const offset = source.indexOf("{", from + found.index);
  const line = source.slice(start, offset).split("\n").at(-1) ?? "";
  if (line.replace(/^[\s>]*(?::[ \t])?/, "").trim() === "") return undefined;
  const before = source.slice(0, offset).split("\n");
  const at = { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
  return { anchor: found.groups?.anchor ?? "", at, offset };
}

/** Returns the text node that ends a term, and the offset of its end. */
function endOfTerm({ children }: Paragraph, source: string): readonly [Text, number] | undefined {
  for (const child of children) {
    const from = child.position?.start.offset ?? 0;
    const found = child.type === "text" ? definition.exec(source.slice(from, child.position?.end.offset)) : null;
    if (child.type === "text" && found !== null) return [child, from + found.index];
  }
  return undefined;
}

/** Removes the braces of an anchor from the value of a text node. */
function removeBraces(node: Text, isTerm: boolean): void {
  const pattern = isTerm ? /[ \t]*\{#[^{}\s]*\}[ \t]*(?=\n:[ \t])/ : /[ \t]*\{#[^{}\s]*\}[ \t]*$/;
  node.value = node.value.replace(pattern, "");
}

/** Returns whether a paragraph may have an anchor: not the label of a directive, and not a footnote. */
function mayHaveAnchor(node: Paragraph, source: string): boolean {
  if ((node.data as { directiveLabel?: boolean } | undefined)?.directiveLabel === true) return false;
  return !/^\[\^[^\]\s]+\]:/.test(source.slice(node.position?.start.offset));
}

/** Takes the anchors of paragraphs out of a tree. */
export function takeBlockAnchors(tree: Root, source: string): BlockAnchors {
  const ends = new Map<Paragraph, BlockAnchor>();
  const terms = new Map<Paragraph, BlockAnchor>();
  const take = (node: Paragraph, text: Text, end: number, into: Map<Paragraph, BlockAnchor>): void => {
    const found = anchorAtEnd(source, node.position?.start.offset ?? 0, text, end);
    if (found === undefined) return;
    into.set(node, found);
    removeBraces(text, into === terms);
  };
  visit(tree, "paragraph", (node, _index, parent: Parents | undefined) => {
    if (!mayHaveAnchor(node, source)) return;
    const term = parent?.type === "containerDirective" && parent.name === "dl" ? endOfTerm(node, source) : undefined;
    if (term !== undefined) take(node, ...term, terms);
    const last = node.children.at(-1);
    if (last?.type === "text") take(node, last, node.position?.end.offset ?? 0, ends);
  });
  return { ends, terms };
}
