import type { Paragraph } from "mdast";
import { registerBlockAnchor, transformProse, type TransformState } from "../state.ts";
import { el, type XmlNode } from "../xml/xml-node.ts";

/** A paragraph becomes `<t>`. */
export function handleParagraph(state: TransformState, node: Paragraph): XmlNode[] {
  const anchor = registerBlockAnchor(state, state.blockAnchors.ends.get(node), "the paragraph");
  const children = transformProse(state, node.children);
  return children.length === 0 ? [] : [el(node, "t", { anchor }, children)];
}
