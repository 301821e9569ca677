import type { BlockContent, DefinitionContent, Paragraph } from "mdast";
import type { ContainerDirective } from "mdast-util-directive";

/** The `[label]` of a container and the blocks after it. */
export interface LabelledContent {
  readonly label: Paragraph | undefined;
  readonly body: readonly (BlockContent | DefinitionContent)[];
}

/** Splits the content of a container into label and blocks. */
export function splitLabel(node: ContainerDirective): LabelledContent {
  const [first, ...rest] = node.children;
  const isLabel = first?.type === "paragraph" && (first.data as { directiveLabel?: boolean } | undefined)?.directiveLabel === true;
  return isLabel ? { label: first, body: rest } : { label: undefined, body: node.children };
}
