import type { ListItem } from "mdast";
import { positionOf } from "../diagnostics/diagnostics.ts";
import { transformBlocks, transformProse, type TransformState } from "../state.ts";
import { el, type XmlNode } from "../xml/xml-node.ts";

/** An item becomes `<li>`: running text for a single paragraph, blocks otherwise. */
export function handleListItem(state: TransformState, node: ListItem): XmlNode[] {
  const [only, ...others] = node.children;
  if (only === undefined) state.report(positionOf(node), "empty-item", "list item is empty");
  const simple = only?.type === "paragraph" && others.length === 0;
  return [el(node, "li", {}, simple ? transformProse(state, only.children, true) : transformBlocks(state, node.children))];
}
