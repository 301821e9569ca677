import type { Html } from "mdast";
import { htmlAdvice } from "../inline/html-advice.ts";
import { positionOf } from "../diagnostics/diagnostics.ts";
import type { TransformState } from "../state.ts";
import type { XmlNode } from "../xml/xml-node.ts";

/**
 * A comment is dropped; other HTML is a mistake, its end tag a consequence. The tags of running text, such as `<sup>`, reach this
 * handler only without their end.
 */
export function handleHtml(state: TransformState, node: Html): XmlNode[] {
  const html = node.value.trim();
  if (/^<!--[^]*-->$/.test(html)) return [];
  const first = (html.split("\n")[0] ?? "").slice(0, 40);
  const report = html.startsWith("</") ? state.reportCascade : state.report;
  report(positionOf(node), "html", `HTML "${first}" is not supported; expected ${htmlAdvice(html)}`);
  return [];
}
