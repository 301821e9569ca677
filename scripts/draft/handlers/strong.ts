import type { Strong } from "mdast";
import { transformPhrasing, type TransformState } from "../state.ts";
import { el, type XmlNode } from "../xml/xml-node.ts";

/** Strong emphasis becomes `<strong>`. */
export function handleStrong(state: TransformState, node: Strong): XmlNode[] {
  return [el(node, "strong", {}, transformPhrasing(state, node.children))];
}
