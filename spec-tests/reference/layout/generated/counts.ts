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

/** A derived integer before the part that it counts. */
export function counts(name: string, count: Integer, role: "size" | "count", body: Part, number: (sample: Sample) => number): Part {
  const lead = before(`${name}n`, count);
  return {
    add: (to) => body.add(open(lead.add(to)[role](`${name}${role}`, count.type(), {}, doc))),
    sample: fc
      .tuple(lead.sample, body.sample)
      .map(([first, sample]) => ({ value: sample.value, bits: first.bits + count.bits(BigInt(number(sample))) + sample.bits })),
  };
}
