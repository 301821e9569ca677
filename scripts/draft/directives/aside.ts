import { z } from "zod";
import { container } from "../directive.ts";
import { placeOf } from "../messages.ts";
import { addAnchor, blocks } from "../state.ts";
import { el } from "../xml.ts";

/** `:::aside{#anchor}`: text beside the matter. */
export const aside = container(z.strictObject({ id: z.string().optional() }), (state, node, { id }) => {
  if (id !== undefined) addAnchor(state, id, "the aside", placeOf(node));
  return [el(node, "aside", { anchor: id }, blocks(state, node.children))];
});
