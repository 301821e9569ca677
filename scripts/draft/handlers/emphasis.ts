import type { Emphasis } from "mdast";
import { phrasing, type State } from "../state.ts";
import { el, type XmlNode } from "../xml.ts";

/** Emphasis is `<em>`. */
export function handleEmphasis(state: State, node: Emphasis): XmlNode[] {
  return [el(node, "em", {}, phrasing(state, node.children))];
}
