import type { LeafDirective } from "mdast-util-directive";
import { renderDirective } from "../render-directive.ts";
import type { State } from "../state.ts";
import { renderView } from "../view.ts";
import type { XmlNode } from "../xml.ts";

/** `::name{...}` is a view of schema elements or one of the directives of its own. */
export function handleLeafDirective(state: State, node: LeafDirective): XmlNode[] {
  const view = Object.hasOwn(state.views, node.name) ? state.views[node.name] : undefined;
  return view === undefined ? renderDirective(state, node) : renderView(state, node, view);
}
