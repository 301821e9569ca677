/**
 * What a directive is.
 *
 * @module
 */
import type { ContainerDirective, LeafDirective } from "mdast-util-directive";
import type { z } from "zod";
import type { State } from "./state.ts";
import type { XmlNode } from "./xml.ts";

/** A directive in block form. */
export type BlockDirective = ContainerDirective | LeafDirective;

/** One directive of the draft's Markdown. */
export interface Directive<T extends z.ZodObject = z.ZodObject, N extends BlockDirective = never> {
  readonly form: BlockDirective["type"];
  readonly attributes: T;
  readonly render: (state: State, node: N, attributes: z.infer<T>) => XmlNode[];
}

/** Declares a directive `::name{...}`. */
export function leaf<T extends z.ZodObject>(attributes: T, render: Directive<T, LeafDirective>["render"]): Directive<T, LeafDirective> {
  return { form: "leafDirective", attributes, render };
}

/** Declares a directive `:::name{...}` that ends with `:::`. */
export function container<T extends z.ZodObject>(
  attributes: T,
  render: Directive<T, ContainerDirective>["render"],
): Directive<T, ContainerDirective> {
  return { form: "containerDirective", attributes, render };
}
