import { z } from "zod";
import { containerDirective } from "./directive.ts";
import { tableElement } from "../handlers/table.ts";
import { positionOf } from "../diagnostics/diagnostics.ts";
import { nameElement } from "../state.ts";

/** `:::table{#anchor title="..."}`: a table with anchor and title. */
export const table = containerDirective(
  z.strictObject({ id: z.string().optional(), title: z.string().optional() }),
  (state, node, { id, title }) => {
    const [only, ...others] = node.children;
    if (only?.type === "table" && others.length === 0) return [tableElement(state, only, id, nameElement(title, node))];
    state.report(positionOf(node), "directive", ":::table holds one table and no other block");
    return [];
  },
);
