import type { Link, LinkReference, PhrasingContent } from "mdast";
import { definitionOf, footnote } from "../definitions.ts";
import { plainText } from "../flatten.ts";
import { placeOf, type Place } from "../messages.ts";
import { informally, linkTo, phrasing, type State } from "../state.ts";
import { el, text, type XmlNode } from "../xml.ts";

function linked(state: State, url: string, content: readonly PhrasingContent[], at: Place): XmlNode[] {
  const children = informally(state, () => phrasing(state, content));
  if (url.startsWith("#")) return [linkTo(state, url.slice(1), at, children)];
  if (!/^[a-z][a-z0-9+.-]*:/i.test(url)) {
    state.report(at, "link", `"${url}" is no URI and no #anchor of this document`);
    return [];
  }
  const label = children.map(plainText).join("");
  const bare = label === url || `mailto:${label}` === url;
  return [bare ? el(at, "eref", { target: url, brackets: "angle" }) : el(at, "eref", { target: url }, [text(at, label)])];
}

/** A link to `#anchor` is `<xref>` with its text, any other `<eref>`. */
export function handleLink(state: State, node: Link): XmlNode[] {
  return linked(state, node.url, node.children, placeOf(node));
}

/** `[text][label]` goes where `[label]: ...` says; `[^label]` is a footnote of one word. */
export function handleLinkReference(state: State, node: LinkReference): XmlNode[] {
  const at = placeOf(node);
  if (node.label?.startsWith("^") === true) return footnote(state, node.label, at);
  const target = definitionOf(state, state.definitions.links, node.identifier, at);
  return target === undefined ? [] : linked(state, target.url, node.children, at);
}
