import type { Blockquote } from "mdast";
import { transformBlocks, withoutKeywords, type TransformState } from "../state.ts";
import { el, type XmlNode } from "../xml/xml-node.ts";

/** A quotation becomes `<blockquote>`. Key words in it belong to the quoted work. */
export function handleBlockquote(state: TransformState, node: Blockquote): XmlNode[] {
  return [el(node, "blockquote", {}, withoutKeywords(state, () => transformBlocks(state, node.children)))];
}
