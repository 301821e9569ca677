import type { Link, LinkReference, PhrasingContent } from "mdast";
import { resolveDefinition, footnoteElement } from "../source/definitions.ts";
import { linkProblem } from "../source/link-scheme.ts";
import { plainText } from "../xml/flatten.ts";
import { positionOf, type SourcePosition } from "../diagnostics/diagnostics.ts";
import { withoutKeywords, linkTo, transformPhrasing, type TransformState } from "../state.ts";
import { el, text, type XmlNode } from "../xml/xml-node.ts";

function linkElements(state: TransformState, url: string, content: readonly PhrasingContent[], at: SourcePosition): XmlNode[] {
  const children = withoutKeywords(state, () => transformPhrasing(state, content));
  if (url.startsWith("#")) return [linkTo(state, url.slice(1), at, { children })];
  const problem = linkProblem(url);
  if (problem !== undefined) {
    state.report(at, "link", problem);
    return [];
  }
  const label = children.map(plainText).join("");
  const bare = label === url || `mailto:${label}` === url;
  return [bare ? el(at, "eref", { target: url, brackets: "angle" }) : el(at, "eref", { target: url }, [text(at, label)])];
}

/** A link to `#anchor` becomes `<xref>` with its text, any other link `<eref>`. */
export function handleLink(state: TransformState, node: Link): XmlNode[] {
  return linkElements(state, node.url, node.children, positionOf(node));
}

/** `[text][label]` links to the target of `[label]: ...`; `[^label]` is a footnote of one word. */
export function handleLinkReference(state: TransformState, node: LinkReference): XmlNode[] {
  const at = positionOf(node);
  if (node.label?.startsWith("^") === true) return footnoteElement(state, node.label, at);
  const target = resolveDefinition(state, state.definitions.links, node.identifier, at);
  return target === undefined ? [] : linkElements(state, target.url, node.children, at);
}
