import { z } from "zod";
import { containerDirective } from "./directive.ts";
import { positionOf } from "../diagnostics/diagnostics.ts";
import { registerAnchor, transformBlocks } from "../state.ts";
import { el } from "../xml/xml-node.ts";

/** `:::aside{#anchor}`: an aside. */
export const aside = containerDirective(z.strictObject({ id: z.string().optional() }), (state, node, { id }) => {
  if (id !== undefined) registerAnchor(state, id, "the aside", positionOf(node));
  return [el(node, "aside", { anchor: id }, transformBlocks(state, node.children))];
});
