/** What generated layouts are made of: each part adds fields to a struct and makes values with their bits. */
import fc from "fast-check";

import type { FieldDoc, Struct, StructDoc } from "../../../../reference/layout/index.ts";

/** A struct under construction whose fields are not known to the compiler. */
export type Open = Struct<Record<string, string | boolean>>;

/** Properties of a value, and the bits that they are on the wire. */
export interface Sample {
  readonly value: Readonly<Record<string, unknown>>;
  readonly bits: string;
}

/** A part of a generated layout. */
export interface Part {
  readonly add: (to: Open) => Open;
  readonly sample: fc.Arbitrary<Sample>;
}

/** A part that still wants a name; names inside it begin with that. */
export type Maker = (name: string) => Part;

export const doc: FieldDoc = { description: "Generated.", cite: "#generated" };

export const structDoc = (id: string): StructDoc => ({
  id,
  title: `Generated ${id}`,
  description: "Generated.",
  cite: "#generated",
  fault: "FAULT",
});

/** Any struct as one to which fields can be added. */
export const open = (struct: unknown): Open => struct as Open;

/** Samples of several parts as one. */
export function joined(samples: readonly Sample[]): Sample {
  return {
    value: Object.assign({}, ...samples.map((each) => each.value)) as Sample["value"],
    bits: samples.map((each) => each.bits).join(""),
  };
}

/** Parts that follow each other as one. */
export function sequence(parts: readonly Part[]): Part {
  return {
    add: (to) => parts.reduce((struct, part) => part.add(struct), to),
    sample: fc.tuple(...parts.map((part) => part.sample)).map(joined),
  };
}
