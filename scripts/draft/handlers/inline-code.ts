import type { InlineCode } from "mdast";
import type { TransformState } from "../state.ts";
import { el, text, type XmlNode } from "../xml/xml-node.ts";

/** Inline code becomes `<tt>`. Marks in it have no meaning. */
export function handleInlineCode(_state: TransformState, node: InlineCode): XmlNode[] {
  return [el(node, "tt", {}, [text(node, node.value)])];
}
