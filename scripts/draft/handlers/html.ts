import type { Html } from "mdast";
import { placeOf } from "../messages.ts";
import type { State } from "../state.ts";
import type { XmlNode } from "../xml.ts";

/** A comment is left out; any other HTML is an error (`<sup>` and `<sub>` are taken out before). */
export function handleHtml(state: State, node: Html): XmlNode[] {
  if (!/^<!--[^]*-->$/.test(node.value.trim())) {
    const first = node.value.split("\n")[0] ?? "";
    state.report(placeOf(node), "html", `HTML "${first}" is not understood; expected <sup>...</sup>, <sub>...</sub> or a comment`);
  }
  return [];
}
