/** Variants that other fields can follow: each case ends by itself. */
import fc from "fast-check";

import { code } from "../../../../reference/layout/index.ts";
import { codeSample, codesOf, registryOf } from "./cells.ts";
import { bitsOf } from "./oracle.ts";
import { doc, type Maker, open } from "./parts.ts";
import type { Made } from "./structs.ts";

/** A code, and the fields that it chooses; with a default the first name has no case, and the registry is open. */
export function innerVariant(inner: fc.Arbitrary<(name: string) => Made>): fc.Arbitrary<Maker> {
  return fc
    .tuple(codesOf(8), fc.array(inner, { minLength: 5, maxLength: 5 }), fc.boolean())
    .map(([codes, makes, withDefault]) => (name) => {
      const by = `${name}by`;
      const made = makes.map((make, index) => make(`${name}k${index}`));
      const other = made[4] as Made;
      const cases = new Map(codes.map((_, index) => [`n${index}`, made[index] as Made]));
      if (withDefault) cases.delete("n0");
      const structs = Object.fromEntries([...cases].map(([each, { struct }]) => [each, struct]));
      return {
        add: (to) =>
          open(
            open(to.field(by, code(8, registryOf(by, codes, withDefault)), doc)).variant(
              name,
              by,
              structs as never,
              doc,
              withDefault ? { default: other.struct as never } : {},
            ),
          ),
        sample: codeSample(codes, 8, withDefault).chain(([value, on]) =>
          (cases.get(String(value)) ?? other).sample.map((each) => ({
            value: { [by]: value, ...each.value },
            bits: bitsOf(on, 8) + each.bits,
          })),
        ),
      };
    });
}
