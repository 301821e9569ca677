/**
 * Renders directives by name.
 *
 * @module
 */
import { suggest } from "../../common/suggest.ts";
import { readDirectiveAttributes } from "./attributes.ts";
import type { BlockDirective } from "./directive.ts";
import { directives } from "./index.ts";
import { positionOf } from "../diagnostics/diagnostics.ts";
import type { TransformState } from "../state.ts";
import type { XmlNode } from "../xml/xml-node.ts";

/** Renders a directive. Reports an unknown directive, and one with the wrong number of colons. */
export function renderDirective(state: TransformState, node: BlockDirective): XmlNode[] {
  const at = positionOf(node);
  const directive = Object.hasOwn(directives, node.name) ? directives[node.name] : undefined;
  const known = [...Object.keys(directives), ...Object.keys(state.views)];
  if (directive === undefined && !known.includes(node.name)) {
    state.report(at, "directive", `unknown directive "${node.name}"; ${suggest(node.name, known)}`);
    return [];
  }
  if (directive?.nodeType !== node.type) {
    const colons = node.type === "leafDirective" ? ":::" : "::";
    state.report(at, "directive", `directive "${node.name}" must be written ${colons}${node.name}`);
    return [];
  }
  const attributes = readDirectiveAttributes(state, node, directive.attributes);
  return attributes === undefined ? [] : directive.render(state, node as never, attributes as never);
}
