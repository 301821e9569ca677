/** Fields that begin and end on octets. */
import fc from "fast-check";
import type { z } from "zod";

import {
  ascii,
  asciiCode,
  bigCode,
  bigInt,
  bigUint,
  code,
  counted,
  type Endian,
  flag,
  latin1,
  nested,
  registry,
  type FieldSize,
  uint,
  utf8,
} from "../../../../reference/layout/index.ts";
import { codeSample, codesOf, padding, registryOf, run, signedValue } from "./cells.ts";
import { anyCounting, before, counts } from "./counts.ts";
import { integer, integerValue, prefixedInteger } from "./integers.ts";
import { anyItem, flaggedList, listBefore, listField } from "./lists.ts";
import { bitsOf, bitsOfOctets, octetsOfBits, sumOf } from "./oracle.ts";
import { kind, type RunKind } from "./runs.ts";
import { doc, type Maker, open, type Part, sequence } from "./parts.ts";
import type { Made } from "./structs.ts";
import { innerVariant } from "./variants.ts";

const integerField: fc.Arbitrary<Maker> = integer.map((each) => (name) =>
  sequence([
    before(name, each),
    {
      add: (to) => open(to.field(name, each.type(), doc)),
      sample: integerValue(each.most).map((value) => ({ value: { [name]: each.big ? value : Number(value) }, bits: each.bits(value) })),
    },
  ]),
);

/** Octets that are always the same, given as octets or as text. */
const literalField: fc.Arbitrary<Maker> = fc.oneof(fc.uint8Array({ minLength: 1, maxLength: 9 }), fc.constantFrom("PRI", 'a"b\r\n')).map(
  (content) => (name) => ({
    add: (to) => to.literal(name, content, doc),
    sample: fc.constant({ value: {}, bits: bitsOfOctets(typeof content === "string" ? new TextEncoder().encode(content) : content) }),
  }),
);

/** An integer of more than 64 bits. */
const wideField: fc.Arbitrary<Maker> = fc
  .tuple(fc.integer({ min: 9, max: 40 }), fc.constantFrom<Endian>("big", "little"), fc.boolean())
  .map(([size, endian, isSigned]) => (name) => {
    const bits = size * 8;
    return {
      add: (to) => open((isSigned ? to.field(name, bigInt(bits, { endian }), doc) : to.field(name, bigUint(bits, { endian }), doc))),
      sample: integerValue(2n ** BigInt(bits) - 1n).map((each) => ({
        value: { [name]: isSigned ? signedValue(each, bits) : each },
        bits: bitsOf(each, bits, endian),
      })),
    };
  });

/** A run of octets of some size. */
export function runField(name: string, { type, content }: RunKind, size: FieldSize, least: number, most: number): Part {
  return {
    add: (to) => open(to.field(name, type(size), doc)),
    sample: content(least, most).map((each) => ({ value: { [name]: each.value }, bits: bitsOfOctets(each.octets) })),
  };
}

/** A run of a fixed size. */
const fixedRun = fc.tuple(kind, fc.integer({ min: 1, max: 20 })).map(
  ([each, size]): Maker =>
    (name) =>
      runField(name, each, size, size, size),
);

/** A run with the octet that closes it. */
const closedRun = fc.tuple(kind, fc.nat(0x7f)).map(([each, octet]): Maker => (name) => ({
  add: (to) => open(to.field(name, each.type({ octet }), doc)),
  sample: each
    .content(0, 30)
    .filter(({ octets }) => !octets.includes(octet))
    .map(({ value, octets }) => ({ value: { [name]: value }, bits: bitsOfOctets(octets) + bitsOf(octet, 8) })),
}));

/** Text of small letters alone. */
const lettersRun = fc.constantFrom(ascii, latin1, utf8).map((type): Maker => (name) => ({
  add: (to) => open(to.field(name, type(3, { characters: [[0x61, 0x7a]] }), doc)),
  sample: fc
    .string({ unit: fc.constantFrom("a", "k", "z"), minLength: 3, maxLength: 3 })
    .map((value) => ({ value: { [name]: value }, bits: bitsOfOctets(new TextEncoder().encode(value)) })),
}));

/** A size, then what it counts. */
const countedRun = fc.tuple(kind, integer, anyCounting, fc.nat(60)).map(([each, count, counting, units]): Maker => (name) => {
  const octets = units * counting.unit;
  const [least, most] = counting.unit === 1 ? [0, count.most < 600n ? 240 : 600] : [octets, octets];
  const body = runField(name, each, counted(`${name}size`), least, most);
  return counts(name, count, "size", body, (sample) => sample.bits.length / 8, counting);
});

/** Octets, and their sum behind them. */
const summedRun = fc.tuple(kind, fc.integer({ min: 1, max: 5 })).map(([each, size]): Maker => (name) => {
  const body = runField(name, each, size, size, size);
  return {
    add: (to) => open(body.add(to).checksum(`${name}sum`, uint(16), { function: "sumOf", from: name }, doc)),
    sample: body.sample.map(({ value, bits }) => ({ value, bits: bits + bitsOf(sumOf(octetsOfBits(bits)), 16) })),
  };
});

const fourLetters = registry({ id: "four-letters", title: "Four Letters", description: "Generated.", cite: "#generated", open: true }, [
  { code: "ABCD", name: "abcd", meaning: "Generated", cite: "#generated" },
  { code: "    ", name: "blank", meaning: "Generated", cite: "#generated" },
]);

const asciiField = fc.constant<Maker>((name) => ({
  add: (to) => open(to.field(name, asciiCode(4, fourLetters), doc)),
  sample: fc
    .constantFrom(["abcd", "ABCD"], ["blank", "    "], ["~x1 ", "~x1 "])
    .map(([value, on]) => ({ value: { [name]: value }, bits: bitsOfOctets(new TextEncoder().encode(on)) })),
}));

/** A code in a prefix-coded integer. Where bare codes may be wide, they are bigints. */
const integerCode = prefixedInteger.chain((integer) =>
  fc
    .tuple(fc.uniqueArray(fc.maxSafeNat(), { minLength: 1, maxLength: 6 }), fc.boolean(), integerValue(integer.most))
    .map(([numbers, isOpen, other]): Maker => (name) => {
      const most = integer.most < BigInt(Number.MAX_SAFE_INTEGER) ? Number(integer.most) : Number.MAX_SAFE_INTEGER;
      const codes = [...new Set(numbers.map((each, index) => (index % 2 === 0 ? each % 300 : each) % (most + 1)))];
      const registry = registryOf(name, codes, isOpen);
      const bare = isOpen && !codes.some((each) => BigInt(each) === other);
      const type = integer.big && isOpen ? bigCode(integer.carrier, registry) : code(integer.carrier, registry, { most });
      const samples = [
        ...codes.map((each, index) => [`n${index}`, BigInt(each)] as const),
        ...(bare ? [[integer.big ? other : Number(other), other] as const] : []),
      ];
      return sequence([
        before(name, integer),
        {
          add: (to) => open(to.field(name, type as z.ZodType<string>, doc)),
          sample: fc.constantFrom(...samples).map(([value, on]) => ({ value: { [name]: value }, bits: integer.bits(on) })),
        },
      ]);
    }),
);

/** A nested struct. */
export function nestedField(inner: fc.Arbitrary<(name: string) => Made>): fc.Arbitrary<Maker> {
  return inner.map((make) => (name) => {
    const made = make(`${name}s`);
    return {
      add: (to) => open(to.field(name, nested(made.struct), doc)),
      sample: made.sample.map(({ value, bits }) => ({ value: { [name]: value }, bits })),
    };
  });
}

/** A flag; a code if it is set; a field if that code has one value. */
function conditional(inner: fc.Arbitrary<Maker>): fc.Arbitrary<Maker> {
  return fc
    .tuple(fc.tuple(codesOf(8), fc.boolean()), fc.boolean(), inner, fc.nat(3))
    .map(([[codes, isOpen], wanted, make, which]) => (name) => {
      const chosen = `n${which % codes.length}`;
      const body = make(`${name}x`);
      return {
        add: (to) => {
          const flagged = padding(`${name}pad`, 1).add(open(to.field(name, flag(), doc)));
          const coded = open(flagged.when(name, wanted, `${name}code`, code(8, registryOf(name, codes, isOpen)), doc));
          return underCondition(coded, `${name}code`, chosen, body);
        },
        sample: fc.tuple(fc.boolean(), codeSample(codes, 8, isOpen), body.sample).map(([set, [value, on], more]) => {
          const bits = `${set ? "1" : "0"}0000000`;
          if (set !== wanted) return { value: { [name]: set }, bits };
          const own = { [name]: set, [`${name}code`]: value };
          return value === chosen
            ? { value: { ...own, ...more.value }, bits: bits + bitsOf(on, 8) + more.bits }
            : { value: own, bits: bits + bitsOf(on, 8) };
        }),
      };
    });
}

/** Adds fields so that each depends on a code. */
function underCondition(to: ReturnType<Part["add"]>, by: string, equals: string, body: Part): ReturnType<Part["add"]> {
  const field = (name: string, type: z.ZodType, about: typeof doc): unknown => to.when(by, equals, name, type, about);
  return body.add({ field } as unknown as typeof to);
}

/** Two numbers, and a field if both lie in ranges. */
const ranged = fc
  .tuple(fc.nat(200), fc.nat(55), fixedRun, fc.nat(255), fc.boolean())
  .map(([least, span, make, other, isOpen]): Maker => (name) => {
    const [a, b] = [`${name}a`, `${name}b`];
    const body = make(`${name}x`);
    const tests = { [a]: isOpen ? { least } : { least, most: least + span }, [b]: { most: other } };
    const holds = (first: number, second: number): boolean => first >= least && (isOpen || first <= least + span) && second <= other;
    return {
      add: (to) => {
        const field = (each: string, type: z.ZodType, about: typeof doc): unknown => started.when(tests as never, each, type, about);
        const started = open(open(to.field(a, uint(8), doc)).field(b, uint(8), doc));
        return body.add({ field } as unknown as typeof to);
      },
      sample: fc
        .tuple(fc.oneof(fc.nat(255), fc.constantFrom(least, least + span)), fc.nat(255), body.sample)
        .map(([first, second, more]) => ({
          value: { [a]: first, [b]: second, ...(holds(first, second) ? more.value : {}) },
          bits: bitsOf(first, 8) + bitsOf(second, 8) + (holds(first, second) ? more.bits : ""),
        })),
    };
  });

/** A field of one builder call, which can stand under a condition. */
function simple(inner: fc.Arbitrary<(name: string) => Made>): fc.Arbitrary<Maker> {
  return fc.oneof(fixedRun, asciiField, nestedField(inner));
}

/** Any field of whole octets that does not take all the rest, and is no variant. */
export function plainField(inner: fc.Arbitrary<(name: string) => Made>): fc.Arbitrary<Maker> {
  return fc.oneof(
    { weight: 4, arbitrary: run },
    integerField,
    integerCode,
    wideField,
    literalField,
    fixedRun,
    countedRun,
    closedRun,
    lettersRun,
    summedRun,
    asciiField,
    nestedField(inner),
    listField(anyItem(inner)),
    flaggedList,
    listBefore,
    conditional(simple(inner)),
    ranged,
  );
}

/** Any field of whole octets that does not take all the rest, or a variant without a case that does. */
export function field(inner: fc.Arbitrary<(name: string) => Made>): fc.Arbitrary<Maker> {
  return fc.oneof({ weight: 8, arbitrary: plainField(inner) }, innerVariant(inner));
}
