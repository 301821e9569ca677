/** Runs of bit fields. */
import fc from "fast-check";
import type { z } from "zod";

import {
  bigInt,
  bigUint,
  code,
  type Endian,
  type EntryDoc,
  flag,
  int,
  registry,
  type Registry,
  uint,
} from "../../../../reference/layout/index.ts";
import { integerValue } from "./integers.ts";
import { bitsOf } from "./oracle.ts";
import { doc, type Maker, open, type Part, sequence } from "./parts.ts";

/** A registry whose names are `n0`, `n1` and so on. */
export function registryOf<O extends boolean>(name: string, codes: readonly number[], isOpen: O): Registry<string, O> {
  const about = { id: `${name}-codes`, title: name, description: "Generated.", cite: "#generated", open: isOpen } as const;
  const named = codes.map((each, index): EntryDoc => ({ code: each, name: `n${index}`, meaning: "Generated", cite: "#generated" }));
  // A reserved code is as if it were not in the table: no value has its name.
  const gap = Array.from({ length: Math.min(300, Math.max(...codes)) }, (_, each) => each).find((each) => !codes.includes(each));
  const reserved = { name: "kept", meaning: "Generated", cite: "#generated", status: "reserved" } as const;
  const entries: EntryDoc<string, never>[] =
    gap === undefined ? named : [...named, { code: gap % 2 === 0 ? gap : `${gap}-${gap}`, ...reserved }];
  return registry<typeof entries, never, O>(about, entries);
}

/** Distinct codes of a width. */
export function codesOf(bits: number): fc.Arbitrary<number[]> {
  return fc.uniqueArray(fc.integer({ min: 0, max: 2 ** bits - 1 }), { minLength: 1, maxLength: Math.min(4, 2 ** bits) });
}

/** A name of a registry, or where it is open a bare code, with its code. */
export function codeSample(codes: readonly number[], bits: number, isOpen: boolean): fc.Arbitrary<readonly [string | number, number]> {
  const named = fc.nat(codes.length - 1).map((index) => [`n${index}`, codes[index] as number] as const);
  const bare = fc.integer({ min: 0, max: 2 ** bits - 1 }).filter((each) => !codes.includes(each)).map((each) => [each, each] as const);
  return isOpen && codes.length < 2 ** bits ? fc.oneof(named, bare) : named;
}

/** Adds a field of any type. */
type AnyField = (name: string, type: z.ZodType, about: typeof doc) => unknown;

function numberType(bits: number, endian: Endian, isSigned: boolean): z.ZodType {
  if (isSigned) return bits > 53 ? bigInt(bits, { endian }) : int(bits, { endian });
  return bits > 53 ? bigUint(bits, { endian }) : uint(bits, { endian });
}

/** Returns the number that bits are in two's complement. */
export const signedValue = (bits: bigint, width: number): bigint => (bits >> BigInt(width - 1) === 1n ? bits - 2n ** BigInt(width) : bits);

/** One bit field; where it begins tells whether its octets can be turned round. */
interface Cell {
  readonly bits: number;
  readonly make: (name: string, start: number) => Part;
}

const fixedCell = fc.tuple(fc.integer({ min: 1, max: 64 }), fc.boolean(), fc.boolean()).map(([bits, little, isSigned]): Cell => ({
  bits,
  make: (name, start) => {
    const endian: Endian = little && start % 8 === 0 && bits % 8 === 0 ? "little" : "big";
    const value = (sample: bigint): unknown => (bits > 53 ? sample : Number(sample));
    return {
      add: (to) => open((to.field as AnyField).call(to, name, numberType(bits, endian, isSigned), doc)),
      sample: integerValue(2n ** BigInt(bits) - 1n).map((each) => ({
        value: { [name]: value(isSigned ? signedValue(each, bits) : each) },
        bits: bitsOf(each, bits, endian),
      })),
    };
  },
}));

const flagCell = fc.constant<Cell>({
  bits: 1,
  make: (name) => ({
    add: (to) => open(to.field(name, flag(), doc)),
    sample: fc.boolean().map((each) => ({ value: { [name]: each }, bits: each ? "1" : "0" })),
  }),
});

const constantCell = fc.integer({ min: 1, max: 64 }).chain((bits) =>
  fc.bigInt({ min: 0n, max: 2n ** BigInt(bits) - 1n }).map((value): Cell => ({
    bits,
    make: (name) => ({ add: (to) => to.constant(name, bits, value, doc), sample: fc.constant({ value: {}, bits: bitsOf(value, bits) }) }),
  })),
);

const codeCell = fc.tuple(fc.integer({ min: 1, max: 16 }), fc.boolean(), fc.boolean()).chain(([bits, isOpen, little]) =>
  codesOf(bits).map((codes): Cell => ({
    bits,
    make: (name, start) => {
      const endian: Endian = little && start % 8 === 0 && bits % 8 === 0 ? "little" : "big";
      return {
        add: (to) => open(to.field(name, code(bits, registryOf(name, codes, isOpen), { endian }), doc)),
        sample: codeSample(codes, bits, isOpen).map(([each, on]) => ({ value: { [name]: each }, bits: bitsOf(on, bits, endian) })),
      };
    },
  })),
);

const omittedCell = fc.integer({ min: 1, max: 8 }).chain((bits) =>
  codesOf(bits).map((codes): Cell => ({
    bits,
    make: (name) => ({
      add: (to) => open(to.omittable(name, code(bits, registryOf(name, codes, false), { omit: "n0" }), doc)),
      sample: codeSample(codes, bits, false).map(([each, on]) => ({
        value: each === "n0" ? {} : { [name]: each },
        bits: bitsOf(on, bits),
      })),
    }),
  })),
);

/** Bits that fill up an octet. */
export function padding(name: string, used: number): Part {
  const bits = (8 - (used % 8)) % 8;
  if (bits === 0) return sequence([]);
  return { add: (to) => to.reserved(name, bits, doc), sample: fc.constant({ value: {}, bits: "0".repeat(bits) }) };
}

/** Bit fields that fill whole octets together. */
export const run: fc.Arbitrary<Maker> = fc
  .array(fc.oneof({ weight: 4, arbitrary: fixedCell }, flagCell, constantCell, codeCell, omittedCell), { minLength: 1, maxLength: 5 })
  .map((cells) => (name) => {
    let start = 0;
    const parts = cells.map((cell, index) => {
      const part = cell.make(`${name}c${index}`, start);
      start += cell.bits;
      return part;
    });
    return sequence([...parts, padding(`${name}pad`, start)]);
  });
