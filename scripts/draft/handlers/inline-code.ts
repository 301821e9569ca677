import type { InlineCode } from "mdast";
import type { State } from "../state.ts";
import { el, text, type XmlNode } from "../xml.ts";

/** Inline code is `<tt>`; nothing in it has a special meaning. */
export function handleInlineCode(_state: State, node: InlineCode): XmlNode[] {
  return [el(node, "tt", {}, [text(node, node.value)])];
}
