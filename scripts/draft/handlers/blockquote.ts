import type { Blockquote } from "mdast";
import { blocks, informally, type State } from "../state.ts";
import { el, type XmlNode } from "../xml.ts";

/** A quotation is `<blockquote>`; key words in it are those of the quoted work. */
export function handleBlockquote(state: State, node: Blockquote): XmlNode[] {
  return [el(node, "blockquote", {}, informally(state, () => blocks(state, node.children)))];
}
