import { z } from "zod";
import { leaf } from "../directive.ts";
import { placeOf } from "../messages.ts";
import { personElement } from "../person.ts";

/** `::contributors`: the persons that the front matter names under `contributor`, with their addresses. */
export const contributors = leaf(z.strictObject({}), (state, node) => {
  if (state.contributors.length === 0) {
    state.report(placeOf(node), "contributors", "the front matter names nobody; expected contributor: with a list as that of author:");
  }
  state.contributorsShown = true;
  return state.contributors.map((one) => personElement("contact", one));
});
