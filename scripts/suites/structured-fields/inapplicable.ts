/**
 * Cases of structured-field-tests that do not apply, with the reasons.
 *
 * @module
 */
import type { Inapplicable } from "../suite.ts";

/** Cases that are run and do not apply. */
export const casesNotApplicable: readonly Inapplicable[] = [
  {
    files: /./,
    names: /\(serialize, no model\)$/,
    reason: "no field of the protocol has parameters, Display Strings or Lists of mixed types, so the serializer has no model for them",
  },
  {
    files: /number\.json$/,
    names: /^(decimal )?round .*\(serialize\)$/,
    reason: "RFC 9651, Section 4.1.5 rounds a Decimal; the serializer refuses one that needs rounding, which is more likely a mistake",
  },
];
