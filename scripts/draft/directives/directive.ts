/**
 * The definition of a directive.
 *
 * @module
 */
import type { ContainerDirective, LeafDirective } from "mdast-util-directive";
import type { z } from "zod";
import type { TransformState } from "../state.ts";
import type { XmlNode } from "../xml/xml-node.ts";

/** A directive in block form. */
export type BlockDirective = ContainerDirective | LeafDirective;

/** A directive of the Markdown of drafts. */
export interface Directive<T extends z.ZodObject = z.ZodObject, N extends BlockDirective = never> {
  readonly nodeType: BlockDirective["type"];
  readonly attributes: T;
  readonly render: (state: TransformState, node: N, attributes: z.infer<T>) => XmlNode[];
}

/** Defines a directive `::name{...}`. */
export function leafDirective<T extends z.ZodObject>(
  attributes: T,
  render: Directive<T, LeafDirective>["render"],
): Directive<T, LeafDirective> {
  return { nodeType: "leafDirective", attributes, render };
}

/** Defines a directive `:::name{...}` that ends with `:::`. */
export function containerDirective<T extends z.ZodObject>(
  attributes: T,
  render: Directive<T, ContainerDirective>["render"],
): Directive<T, ContainerDirective> {
  return { nodeType: "containerDirective", attributes, render };
}
