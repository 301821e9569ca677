import type { Paragraph } from "mdast";
import { prose, type State } from "../state.ts";
import { el, type XmlNode } from "../xml.ts";

/** A paragraph is `<t>`. */
export function handleParagraph(state: State, node: Paragraph): XmlNode[] {
  const children = prose(state, node.children);
  return children.length === 0 ? [] : [el(node, "t", {}, children)];
}
