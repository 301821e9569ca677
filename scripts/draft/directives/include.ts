import { z } from "zod";
import { leafDirective } from "./directive.ts";
import { positionOf } from "../diagnostics/diagnostics.ts";

/** `::include{path=...}`: expanded before the Markdown is parsed, so one that reaches a handler is misplaced or malformed. */
export const include = leafDirective(z.strictObject({ path: z.string().min(1) }), (state, node) => {
  state.report(
    positionOf(node),
    "include",
    "::include stands inside another block; expected ::include{path=...} alone, at the beginning of a line",
  );
  return [];
});
