import type { Strong } from "mdast";
import { transformPhrasing, type TransformState } from "../state.ts";
import { el, type XmlNode } from "../xml/xml-node.ts";

/** Strong emphasis is `<strong>`. */
export function handleStrong(state: TransformState, node: Strong): XmlNode[] {
  return [el(node, "strong", {}, transformPhrasing(state, node.children))];
}
