import type { Strong } from "mdast";
import { phrasing, type State } from "../state.ts";
import { el, type XmlNode } from "../xml.ts";

/** Strong emphasis is `<strong>`. */
export function handleStrong(state: State, node: Strong): XmlNode[] {
  return [el(node, "strong", {}, phrasing(state, node.children))];
}
