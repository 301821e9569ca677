import type { ListItem } from "mdast";
import { positionOf } from "../diagnostics/diagnostics.ts";
import { registerBlockAnchor, transformBlocks, transformProse, type TransformState } from "../state.ts";
import { el, type XmlElement, type XmlNode } from "../xml/xml-node.ts";

/**
 * Returns an item: running text for a single paragraph, blocks otherwise. The anchor of its first paragraph is that of the item.
 *
 * @param label - the text of references to it
 */
export function itemElement(state: TransformState, node: ListItem, label: string): XmlElement {
  const [first, ...others] = node.children;
  if (first === undefined) state.report(positionOf(node), "empty-item", "list item is empty");
  if (first?.type !== "paragraph") return el(node, "li", {}, transformBlocks(state, node.children));
  const anchor = registerBlockAnchor(state, state.blockAnchors.ends.get(first), label);
  if (others.length === 0) return el(node, "li", { anchor }, transformProse(state, first.children, true));
  return el(node, "li", { anchor }, [el(first, "t", {}, transformProse(state, first.children)), ...transformBlocks(state, others)]);
}

/** An item becomes `<li>`. */
export function handleListItem(state: TransformState, node: ListItem): XmlNode[] {
  return [itemElement(state, node, "the item")];
}
