import type { List } from "mdast";
import type { TransformState } from "../state.ts";
import { transformBlocks } from "../state.ts";
import { el, type XmlAttributes, type XmlElement, type XmlNode } from "../xml/xml-node.ts";

/** Returns a list with additional attributes of `<ol>` or `<ul>`. */
export function listElement(state: TransformState, node: List, attributes: XmlAttributes = {}): XmlElement {
  const spacing = node.spread === true || node.children.some((item) => item.spread === true) ? undefined : "compact";
  const start = node.ordered === true && node.start !== null && node.start !== 1 ? node.start : undefined;
  return el(node, node.ordered === true ? "ol" : "ul", { spacing, start, ...attributes }, transformBlocks(state, node.children));
}

/** A list becomes `<ol>` or `<ul>`, compact if no blank lines separate its items. */
export function handleList(state: TransformState, node: List): XmlNode[] {
  return [listElement(state, node)];
}
