/** Lists: of structs, of numbers and of texts. */
import fc from "fast-check";
import type { z } from "zod";

import { bare, code, counted, nested, repeated, struct, uint, type Until } from "../../../../reference/layout/index.ts";
import { codeSample, codesOf, registryOf } from "./cells.ts";
import { counts } from "./counts.ts";
import { integer, integerValue, plainInteger } from "./integers.ts";
import { bitsOf, bitsOfOctets } from "./oracle.ts";
import { doc, type Maker, open, type Part, type Sample, structDoc } from "./parts.ts";
import { kind } from "./runs.ts";
import type { Made } from "./structs.ts";

/** A value and its bits. */
interface ItemSample {
  readonly value: unknown;
  readonly bits: string;
}

/** The items of a list. */
interface Items {
  readonly type: z.ZodType;
  readonly sample: fc.Arbitrary<ItemSample>;
}

type ItemMaker = (name: string) => Items;

const structItem = (inner: fc.Arbitrary<(name: string) => Made>): fc.Arbitrary<ItemMaker> =>
  inner.map((make) => (name) => {
    const made = make(`${name}i`);
    return { type: nested(made.struct), sample: made.sample };
  });

const integerItem: fc.Arbitrary<ItemMaker> = fc.integer({ min: 1, max: 8 }).map((octets) => () => {
  const each = plainInteger(octets, "big");
  return {
    type: each.type(),
    sample: integerValue(each.most).map((value) => ({ value: each.big ? value : Number(value), bits: each.bits(value) })),
  };
});

const codeItem: fc.Arbitrary<ItemMaker> = fc.tuple(codesOf(16), fc.boolean()).map(([codes, isOpen]) => (name) => ({
  type: code(16, registryOf(name, codes, isOpen)),
  sample: codeSample(codes, 16, isOpen).map(([value, on]) => ({ value, bits: bitsOf(on, 16) })),
}));

/** A run with its size in front, whose value is the run. */
const runItem: fc.Arbitrary<ItemMaker> = kind.map((each) => (name) => {
  const sized = open(struct(structDoc(`${name}run`))).size("size", uint(8), {}, doc).field("run", each.type(counted("size")), doc);
  const sample = each.content(0, 20).map(({ value, octets }) => ({ value, bits: bitsOf(octets.length, 8) + bitsOfOctets(octets) }));
  return { type: bare(open(sized)), sample };
});

/** Items of any form. */
export const anyItem = (inner: fc.Arbitrary<(name: string) => Made>): fc.Arbitrary<ItemMaker> =>
  fc.oneof({ weight: 2, arbitrary: structItem(inner) }, integerItem, codeItem, runItem);

const items = ({ sample }: Items): fc.Arbitrary<ItemSample[]> => fc.array(sample, { maxLength: 4 });

const valuesOf = (all: readonly ItemSample[]): unknown[] => all.map(({ value }) => value);
const bitsOfAll = (all: readonly ItemSample[]): string => all.map(({ bits }) => bits).join("");

/** A list that ends with its region. */
export function listToTheEnd(item: fc.Arbitrary<ItemMaker>): fc.Arbitrary<Maker> {
  return item.map((make) => (name) => {
    const made = make(name);
    return {
      add: (to) => open(to.field(name, repeated(made.type, { is: "rest" }), doc)),
      sample: items(made).map((all) => ({ value: { [name]: valuesOf(all) }, bits: bitsOfAll(all) })),
    };
  });
}

/** A list with a count, or with a closing octet that no item begins with. */
export function listField(item: fc.Arbitrary<ItemMaker>): fc.Arbitrary<Maker> {
  return fc.tuple(item, integer, fc.option(fc.nat(255)), fc.nat(3)).map(([make, count, closing, plus]) => (name) => {
    const made = make(name);
    const list = (until: Until): Part => ({
      add: (to) => open(to.field(name, repeated(made.type, until), doc)),
      sample: items(made).map((all) => ({ value: { [name]: valuesOf(all) }, bits: bitsOfAll(all) })),
    });
    if (closing === null) {
      const length = (sample: Sample): number => (sample.value[name] as unknown[]).length;
      return counts(name, count, "count", list(counted(`${name}count`)), length, { unit: 1, plus });
    }
    const end = bitsOf(closing, 8);
    return {
      ...list({ octet: closing }),
      sample: items(made).map((all) => {
        const kept = all.filter(({ bits }) => !bits.startsWith(end));
        return { value: { [name]: valuesOf(kept) }, bits: bitsOfAll(kept) + end };
      }),
    };
  });
}
