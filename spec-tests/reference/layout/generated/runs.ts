/** Kinds of octet strings with their contents. */
import fc from "fast-check";
import type { z } from "zod";

import { ascii, type FieldSize, latin1, octets, utf8 } from "../../../../reference/layout/index.ts";

/** A value of a run, and its octets. */
export interface Content {
  readonly value: Uint8Array | string;
  readonly octets: Uint8Array;
}

/** Contents of one kind of run, with its type of a size. */
export interface RunKind {
  readonly type: (size: FieldSize) => z.ZodType;
  readonly content: (least: number, most: number) => fc.Arbitrary<Content>;
}

const asText = (value: string): Content => ({ value, octets: new TextEncoder().encode(value) });
const letter = fc.nat(127).map((each) => String.fromCharCode(each));

const kinds: readonly RunKind[] = [
  {
    type: (size) => octets(size),
    content: (minLength, maxLength) => fc.uint8Array({ minLength, maxLength }).map((value) => ({ value, octets: value })),
  },
  { type: (size) => ascii(size), content: (minLength, maxLength) => fc.string({ unit: letter, minLength, maxLength }).map(asText) },
  {
    type: (size) => utf8(size),
    content: (least, most) =>
      fc
        .string({ unit: "binary", maxLength: Math.floor(most / 4) })
        .map((text) => asText(text + "x".repeat(Math.max(0, least - asText(text).octets.length)))),
  },
];

/** Text of one octet for each character. */
const latinLetter = fc.nat(255).map((each) => String.fromCharCode(each));
const latin: RunKind = {
  type: (size) => latin1(size),
  content: (minLength, maxLength) =>
    fc.string({ unit: latinLetter, minLength, maxLength }).map((value) => ({ value, octets: Buffer.from(value, "latin1") })),
};

/** Any kind of run. */
export const kind = fc.constantFrom(...kinds, latin);
