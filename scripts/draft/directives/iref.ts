import { z } from "zod";
import { leaf } from "../directive.ts";
import { el } from "../xml.ts";

const attributes = z.strictObject({
  item: z.string().min(1),
  subitem: z.string().optional(),
  primary: z.enum(["true", "false"]).optional(),
});

/** `::iref{item="..." subitem="..."}`: an index entry between blocks. */
export const iref = leaf(attributes, (_state, node, given) => [el(node, "iref", given)]);
