import type { Link } from "mdast";
import { plainText } from "../flatten.ts";
import { placeOf } from "../messages.ts";
import { informally, linkTo, phrasing, type State } from "../state.ts";
import { el, text, type XmlNode } from "../xml.ts";

/** A link to `#anchor` is `<xref>` with its text, any other `<eref>`. */
export function handleLink(state: State, node: Link): XmlNode[] {
  const children = informally(state, () => phrasing(state, node.children));
  if (node.url.startsWith("#")) {
    return [linkTo(state, node.url.slice(1), placeOf(node), children)];
  }
  if (!/^[a-z][a-z0-9+.-]*:/i.test(node.url)) {
    state.report(placeOf(node), "link", `"${node.url}" is no URI and no #anchor of this document`);
    return [];
  }
  const label = children.map(plainText).join("");
  const bare = label === node.url || `mailto:${label}` === node.url;
  return [bare ? el(node, "eref", { target: node.url, brackets: "angle" }) : el(node, "eref", { target: node.url }, [text(node, label)])];
}
