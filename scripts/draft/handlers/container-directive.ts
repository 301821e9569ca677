import type { ContainerDirective } from "mdast-util-directive";
import { renderDirective } from "../render-directive.ts";
import type { State } from "../state.ts";
import type { XmlNode } from "../xml.ts";

/** `:::name{...}` wraps blocks. */
export function handleContainerDirective(state: State, node: ContainerDirective): XmlNode[] {
  return renderDirective(state, node);
}
