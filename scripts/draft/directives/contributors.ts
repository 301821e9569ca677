import { z } from "zod";
import { leafDirective } from "./directive.ts";
import { positionOf } from "../diagnostics/diagnostics.ts";
import { personElement } from "../elements/person.ts";

/** `::contributors`: the contributors of the front matter, with their addresses. */
export const contributors = leafDirective(z.strictObject({}), (state, node) => {
  if (state.contributors.length === 0) {
    state.report(
      positionOf(node),
      "contributors",
      "the front matter has no contributors; expected contributor: with a list, in the form of author:",
    );
  }
  state.contributorsShown = true;
  return state.contributors.map((one) => personElement("contact", one));
});
