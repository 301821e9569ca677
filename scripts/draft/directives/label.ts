import type { BlockContent, DefinitionContent, Paragraph } from "mdast";
import type { ContainerDirective } from "mdast-util-directive";

/** A container's `[label]` and the blocks that follow it. */
export interface LabelledContent {
  readonly label: Paragraph | undefined;
  readonly body: readonly (BlockContent | DefinitionContent)[];
}

/** Takes the label off the content of a container. */
export function splitLabel(node: ContainerDirective): LabelledContent {
  const [first, ...rest] = node.children;
  const isLabel = first?.type === "paragraph" && (first.data as { directiveLabel?: boolean } | undefined)?.directiveLabel === true;
  return isLabel ? { label: first, body: rest } : { label: undefined, body: node.children };
}
