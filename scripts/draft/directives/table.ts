import { z } from "zod";
import { container } from "../directive.ts";
import { tableElement } from "../handlers/table.ts";
import { placeOf } from "../messages.ts";
import { nameOf } from "../state.ts";

/** `:::table{#anchor title="..."}`: a table with anchor and title. */
export const table = container(z.strictObject({ id: z.string().optional(), title: z.string().optional() }), (state, node, { id, title }) => {
  const [only, ...others] = node.children;
  if (only?.type === "table" && others.length === 0) return [tableElement(state, only, id, nameOf(title, node))];
  state.report(placeOf(node), "directive", ":::table holds one table and nothing else");
  return [];
});
