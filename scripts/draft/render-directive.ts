/**
 * Finds what renders a directive.
 *
 * @module
 */
import { proposal } from "../generate/near.ts";
import { readAttributes } from "./attributes.ts";
import type { BlockDirective } from "./directive.ts";
import { directives } from "./directives/index.ts";
import { placeOf } from "./messages.ts";
import type { State } from "./state.ts";
import type { XmlNode } from "./xml.ts";

/** Renders a directive by the table; an unknown one or one of the wrong form is an error. */
export function renderDirective(state: State, node: BlockDirective): XmlNode[] {
  const at = placeOf(node);
  const directive = Object.hasOwn(directives, node.name) ? directives[node.name] : undefined;
  const known = [...Object.keys(directives), ...Object.keys(state.views)];
  if (directive === undefined && !known.includes(node.name)) {
    state.report(at, "directive", `unknown directive "${node.name}"; ${proposal(node.name, known)}`);
    return [];
  }
  if (directive?.form !== node.type) {
    const colons = node.type === "leafDirective" ? ":::" : "::";
    state.report(at, "directive", `directive "${node.name}" is written ${colons}${node.name}`);
    return [];
  }
  const attributes = readAttributes(state, node, directive.attributes);
  return attributes === undefined ? [] : directive.render(state, node as never, attributes as never);
}
