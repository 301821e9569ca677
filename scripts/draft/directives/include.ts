import { z } from "zod";
import { leaf } from "../directive.ts";
import { placeOf } from "../messages.ts";

/** `::include{path=...}` is put in before the Markdown is parsed, so one that comes here is misplaced or malformed. */
export const include = leaf(z.strictObject({ path: z.string().min(1) }), (state, node) => {
  state.report(placeOf(node), "include", "::include stands inside another block; expected ::include{path=...} alone, at the beginning of a line");
  return [];
});
