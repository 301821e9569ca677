import type { ContainerDirective } from "mdast-util-directive";
import { renderDirective } from "../directives/render-directive.ts";
import type { TransformState } from "../state.ts";
import type { XmlNode } from "../xml/xml-node.ts";

/** `:::name{...}` wraps blocks. */
export function handleContainerDirective(state: TransformState, node: ContainerDirective): XmlNode[] {
  return renderDirective(state, node);
}
