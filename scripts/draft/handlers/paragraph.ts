import type { Paragraph } from "mdast";
import { transformProse, type TransformState } from "../state.ts";
import { el, type XmlNode } from "../xml/xml-node.ts";

/** A paragraph becomes `<t>`. */
export function handleParagraph(state: TransformState, node: Paragraph): XmlNode[] {
  const children = transformProse(state, node.children);
  return children.length === 0 ? [] : [el(node, "t", {}, children)];
}
