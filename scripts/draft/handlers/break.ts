import type { Break } from "mdast";
import type { TransformState } from "../state.ts";
import { el, type XmlNode } from "../xml/xml-node.ts";

/** A hard line break becomes `<br/>`. */
export function handleBreak(_state: TransformState, node: Break): XmlNode[] {
  return [el(node, "br")];
}
