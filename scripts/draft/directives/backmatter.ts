import { z } from "zod";
import { leafDirective } from "./directive.ts";
import { positionOf } from "../diagnostics/diagnostics.ts";

/** `::backmatter`: the appendices follow. The outline takes it out, so one that reaches a handler is misplaced. */
export const backmatter = leafDirective(z.strictObject({}), (state, node) => {
  state.report(positionOf(node), "backmatter", "::backmatter stands inside another block; expected it between two sections");
  return [];
});
