import type { Html } from "mdast";
import { positionOf } from "../diagnostics/diagnostics.ts";
import type { TransformState } from "../state.ts";
import type { XmlNode } from "../xml/xml-node.ts";

/** A comment is dropped; other HTML is a mistake. `<sup>` and `<sub>` never reach this handler. */
export function handleHtml(state: TransformState, node: Html): XmlNode[] {
  if (!/^<!--[^]*-->$/.test(node.value.trim())) {
    const first = node.value.split("\n")[0] ?? "";
    state.report(positionOf(node), "html", `HTML "${first}" is not supported; expected <sup>...</sup>, <sub>...</sub> or a comment`);
  }
  return [];
}
