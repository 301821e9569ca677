import { z } from "zod";
import { leafDirective } from "./directive.ts";
import { positionOf } from "../diagnostics/diagnostics.ts";
import { personElement } from "../elements/person.ts";

/** `::contributors`: the persons that the front matter names under `contributor`, with their addresses. */
export const contributors = leafDirective(z.strictObject({}), (state, node) => {
  if (state.contributors.length === 0) {
    state.report(positionOf(node), "contributors", "the front matter names nobody; expected contributor: with a list as that of author:");
  }
  state.contributorsShown = true;
  return state.contributors.map((one) => personElement("contact", one));
});
