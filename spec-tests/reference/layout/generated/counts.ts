/** Integers that count what follows. */
import fc from "fast-check";

import type { Integer } from "./integers.ts";
import { bitsOf } from "./oracle.ts";
import { doc, open, type Part, type Sample, sequence } from "./parts.ts";

/** Bits that have to stand before an integer in its octet. */
export function before(name: string, { before: bits }: Integer): Part {
  if (bits === 0) return sequence([]);
  return { add: (to) => to.constant(`${name}lead`, bits, 1, doc), sample: fc.constant({ value: {}, bits: bitsOf(1, bits) }) };
}

/** A way to count: units, and a constant that is added. */
export interface Counting {
  readonly unit: number;
  readonly plus: number;
}

/** The plain way to count, and others. */
export const anyCounting: fc.Arbitrary<Counting> = fc.oneof(
  { weight: 2, arbitrary: fc.constant({ unit: 1, plus: 0 }) },
  fc.record({ unit: fc.constantFrom(1, 2, 4), plus: fc.integer({ min: 0, max: 9 }) }),
);

/** A derived integer before the part that it counts. */
export function counts(
  name: string,
  count: Integer,
  role: "size" | "count",
  body: Part,
  number: (sample: Sample) => number,
  { unit, plus }: Counting = { unit: 1, plus: 0 },
): Part {
  const lead = before(`${name}n`, count);
  return {
    add: (to) => body.add(open(lead.add(to)[role](`${name}${role}`, count.type(), { unit, plus }, doc))),
    sample: fc
      .tuple(lead.sample, body.sample)
      .map(([first, sample]) => {
        const counted = count.bits(BigInt(number(sample) / unit + plus));
        return { value: sample.value, bits: first.bits + counted + sample.bits };
      }),
  };
}
