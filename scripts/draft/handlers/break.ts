import type { Break } from "mdast";
import type { State } from "../state.ts";
import { el, type XmlNode } from "../xml.ts";

/** A hard line break is `<br/>`. */
export function handleBreak(_state: State, node: Break): XmlNode[] {
  return [el(node, "br")];
}
