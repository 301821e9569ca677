/** Fields that begin and end on octets. */
import fc from "fast-check";
import type { z } from "zod";

import {
  ascii,
  asciiCode,
  code,
  counted,
  flag,
  nested,
  octets,
  registry,
  repeated,
  type FieldSize,
  uint,
  utf8,
} from "../../../../reference/layout/index.ts";
import { codeSample, codesOf, padding, registryOf, run } from "./cells.ts";
import { type Integer, integer, integerValue } from "./integers.ts";
import { bitsOf, bitsOfOctets, octetsOfBits, sumOf } from "./oracle.ts";
import { doc, type Maker, open, type Part, type Sample, sequence } from "./parts.ts";
import type { Made } from "./structs.ts";

/** Bits that have to stand before an integer in its octet. */
export function before(name: string, { before: bits }: Integer): Part {
  if (bits === 0) return sequence([]);
  return { add: (to) => to.constant(`${name}lead`, bits, 1, doc), sample: fc.constant({ value: {}, bits: bitsOf(1, bits) }) };
}

const integerField: fc.Arbitrary<Maker> = integer.map((each) => (name) =>
  sequence([
    before(name, each),
    {
      add: (to) => open(to.field(name, each.type(), doc)),
      sample: integerValue(each.most).map((value) => ({ value: { [name]: each.big ? value : Number(value) }, bits: each.bits(value) })),
    },
  ]),
);

interface Content {
  readonly value: Uint8Array | string;
  readonly octets: Uint8Array;
}

/** Contents of one kind of run, with its type of a size. */
interface Kind {
  readonly type: (size: FieldSize) => z.ZodType;
  readonly content: (least: number, most: number) => fc.Arbitrary<Content>;
}

const asText = (value: string): Content => ({ value, octets: new TextEncoder().encode(value) });
const letter = fc.nat(127).map((each) => String.fromCharCode(each));

const kinds: readonly Kind[] = [
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

/** Any kind of run. */
export const kind = fc.constantFrom(...kinds);

/** A run of octets of some size. */
export function runField(name: string, { type, content }: Kind, size: FieldSize, least: number, most: number): Part {
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

/** A size, then what it counts. */
const countedRun = fc.tuple(kind, integer).map(([each, count]): Maker => (name) => {
  const body = runField(name, each, counted(`${name}size`), 0, count.most < 600n ? 255 : 600);
  return counts(name, count, "size", body, (sample) => sample.bits.length / 8);
});

/** Octets, and their sum behind them. */
const summedRun = fc.tuple(kind, fc.integer({ min: 1, max: 5 })).map(([each, size]): Maker => (name) => {
  const body = runField(name, each, size, size, size);
  return {
    add: (to) => open(body.add(to).checksum(`${name}sum`, uint(16), { function: "sumOf", from: name }, doc)),
    sample: body.sample.map(({ value, bits }) => ({ value, bits: bits + bitsOf(sumOf(octetsOfBits(bits)), 16) })),
  };
});

/** A derived integer before the part that it counts. */
function counts(name: string, count: Integer, role: "size" | "count", body: Part, number: (sample: Sample) => number): Part {
  const lead = before(`${name}n`, count);
  return {
    add: (to) => body.add(open(lead.add(to)[role](`${name}${role}`, count.type(), {}, doc))),
    sample: fc
      .tuple(lead.sample, body.sample)
      .map(([first, sample]) => ({ value: sample.value, bits: first.bits + count.bits(BigInt(number(sample))) + sample.bits })),
  };
}

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

const items = (made: Made): fc.Arbitrary<Sample[]> => fc.array(made.sample, { maxLength: 4 });

/** A list that ends with its region. */
export function listToTheEnd(inner: fc.Arbitrary<(name: string) => Made>): fc.Arbitrary<Maker> {
  return inner.map((make) => (name) => {
    const made = make(`${name}i`);
    return {
      add: (to) => open(to.field(name, repeated(made.struct, { is: "rest" }), doc)),
      sample: items(made).map((all) => ({ value: { [name]: all.map(({ value }) => value) }, bits: all.map(({ bits }) => bits).join("") })),
    };
  });
}

/** A list with a count, or with a closing octet that no item begins with. */
export function listField(inner: fc.Arbitrary<(name: string) => Made>): fc.Arbitrary<Maker> {
  return fc.tuple(inner, integer, fc.option(fc.nat(255))).map(([make, count, closing]) => (name) => {
    const made = make(`${name}i`);
    if (closing === null) {
      const body: Part = {
        add: (to) => open(to.field(name, repeated(made.struct, counted(`${name}count`)), doc)),
        sample: items(made).map((all) => ({
          value: { [name]: all.map(({ value }) => value) },
          bits: all.map(({ bits }) => bits).join(""),
        })),
      };
      return counts(name, count, "count", body, (sample) => (sample.value[name] as unknown[]).length);
    }
    const end = bitsOf(closing, 8);
    return {
      add: (to) => open(to.field(name, repeated(made.struct, { octet: closing }), doc)),
      sample: items(made).map((all) => {
        const kept = all.filter(({ bits }) => !bits.startsWith(end));
        return { value: { [name]: kept.map(({ value }) => value) }, bits: kept.map(({ bits }) => bits).join("") + end };
      }),
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

/** A field of one builder call, which can stand under a condition. */
function simple(inner: fc.Arbitrary<(name: string) => Made>): fc.Arbitrary<Maker> {
  return fc.oneof(fixedRun, asciiField, nestedField(inner));
}

/** Any field of whole octets that does not take all the rest. */
export function field(inner: fc.Arbitrary<(name: string) => Made>): fc.Arbitrary<Maker> {
  return fc.oneof(
    { weight: 4, arbitrary: run },
    integerField,
    fixedRun,
    countedRun,
    summedRun,
    asciiField,
    nestedField(inner),
    listField(inner),
    conditional(simple(inner)),
  );
}
