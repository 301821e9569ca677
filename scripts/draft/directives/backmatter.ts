import { z } from "zod";
import { leafDirective } from "./directive.ts";
import { positionOf } from "../diagnostics/diagnostics.ts";

/** `::backmatter`: what follows is an appendix. It is taken out with the sections, so one that comes here is misplaced. */
export const backmatter = leafDirective(z.strictObject({}), (state, node) => {
  state.report(positionOf(node), "backmatter", "::backmatter stands inside another block; expected it between two sections");
  return [];
});
