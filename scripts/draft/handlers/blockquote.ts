import type { Blockquote } from "mdast";
import { transformBlocks, withoutKeywords, type TransformState } from "../state.ts";
import { el, type XmlNode } from "../xml/xml-node.ts";

/** A quotation is `<blockquote>`; key words in it are those of the quoted work. */
export function handleBlockquote(state: TransformState, node: Blockquote): XmlNode[] {
  return [el(node, "blockquote", {}, withoutKeywords(state, () => transformBlocks(state, node.children)))];
}
