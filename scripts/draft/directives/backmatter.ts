import { z } from "zod";
import { leaf } from "../directive.ts";
import { placeOf } from "../messages.ts";

/** `::backmatter`: what follows is an appendix. It is taken out with the sections, so one that comes here is misplaced. */
export const backmatter = leaf(z.strictObject({}), (state, node) => {
  state.report(placeOf(node), "backmatter", "::backmatter stands inside another block; expected it between two sections");
  return [];
});
