import type { List } from "mdast";
import type { TransformState } from "../state.ts";
import { itemElement } from "./list-item.ts";
import { el, type XmlAttributes, type XmlElement, type XmlNode } from "../xml/xml-node.ts";

/** Returns a list with additional attributes of `<ol>` or `<ul>`. */
export function listElement(state: TransformState, node: List, attributes: XmlAttributes = {}): XmlElement {
  const spacing = node.spread === true || node.children.some((item) => item.spread === true) ? undefined : "compact";
  const start = node.ordered === true && node.start !== null && node.start !== 1 ? node.start : undefined;
  const given = { spacing, start, ...attributes };
  const first = Number(given.start ?? 1);
  const items = node.children.map((item, index) =>
    itemElement(state, item, node.ordered === true ? `Item ${first + index}` : "the item"),
  );
  return el(node, node.ordered === true ? "ol" : "ul", given, items);
}

/** A list becomes `<ol>` or `<ul>`, compact if no blank lines separate its items. */
export function handleList(state: TransformState, node: List): XmlNode[] {
  return [listElement(state, node)];
}
