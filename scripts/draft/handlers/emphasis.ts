import type { Emphasis } from "mdast";
import { transformPhrasing, type TransformState } from "../state.ts";
import { el, type XmlNode } from "../xml/xml-node.ts";

/** Emphasis becomes `<em>`. */
export function handleEmphasis(state: TransformState, node: Emphasis): XmlNode[] {
  return [el(node, "em", {}, transformPhrasing(state, node.children))];
}
