import type { ListItem } from "mdast";
import { placeOf } from "../messages.ts";
import { blocks, prose, type State } from "../state.ts";
import { el, type XmlNode } from "../xml.ts";

/** An item is `<li>`: running text where it is one paragraph, else blocks. */
export function handleListItem(state: State, node: ListItem): XmlNode[] {
  const [only, ...others] = node.children;
  if (only === undefined) state.report(placeOf(node), "empty-item", "list item is empty");
  const simple = only?.type === "paragraph" && others.length === 0;
  return [el(node, "li", {}, simple ? prose(state, only.children) : blocks(state, node.children))];
}
