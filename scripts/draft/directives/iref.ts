import { z } from "zod";
import { leafDirective } from "./directive.ts";
import { el } from "../xml/xml-node.ts";

const irefAttributes = z.strictObject({
  item: z.string().min(1),
  subitem: z.string().optional(),
  primary: z.enum(["true", "false"]).optional(),
});

/** `::iref{item="..." subitem="..."}`: an index entry between blocks. */
export const iref = leafDirective(irefAttributes, (_state, node, given) => [el(node, "iref", given)]);
