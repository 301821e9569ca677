import type { LeafDirective } from "mdast-util-directive";
import { renderDirective } from "../directives/render-directive.ts";
import type { TransformState } from "../state.ts";
import { renderView } from "../schema-views/view.ts";
import type { XmlNode } from "../xml/xml-node.ts";

/** `::name{...}` is a view of schema elements or another directive. */
export function handleLeafDirective(state: TransformState, node: LeafDirective): XmlNode[] {
  const view = Object.hasOwn(state.views, node.name) ? state.views[node.name] : undefined;
  return view === undefined ? renderDirective(state, node) : renderView(state, node, view);
}
