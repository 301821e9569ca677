/** Lists: of structs, of numbers and of texts. */
import fc from "fast-check";
import type { z } from "zod";

import { bare, code, counted, flag, nested, repeated, struct, uint, type Until } from "../../../../reference/layout/index.ts";
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

/** A list that ends after the item whose flag is set. */
export const flaggedList: fc.Arbitrary<Maker> = fc.integer({ min: 1, max: 4 }).map((octets) => (name) => {
  const bits = octets * 8 - 1;
  const item = open(struct(structDoc(`${name}item`))).field("more", uint(bits), doc).field("last", flag(), doc);
  const until = { last: { last: true } } as const;
  return {
    add: (to) => open(to.field(name, repeated(item, until), doc)),
    sample: fc.array(fc.nat(2 ** bits - 1), { minLength: 1, maxLength: 4 }).map((all) => ({
      value: { [name]: all.map((more, index) => ({ more, last: index === all.length - 1 })) },
      bits: all.map((more, index) => bitsOf(more, bits) + String(Number(index === all.length - 1))).join(""),
    })),
  };
});

/** A list that ends before an octet, and the field of that octet. */
export const listBefore: fc.Arbitrary<Maker> = fc.tuple(fc.nat(200), fc.nat(55)).map(([from, more]) => (name) => {
  const range = [from, from + more] as const;
  const item = fc.tuple(fc.nat(255).filter((lead) => lead < from || lead > from + more), fc.nat(255));
  return {
    add: (to) => {
      const listed = open(to.field(name, repeated(uint(16), { before: [range] }), doc));
      return open(listed.field(`${name}end`, uint(8, { sends: [range] }), doc));
    },
    sample: fc.tuple(fc.array(item, { maxLength: 4 }), fc.integer({ min: from, max: from + more })).map(([all, end]) => ({
      value: { [name]: all.map(([lead, low]) => lead * 256 + low), [`${name}end`]: end },
      bits: all.map(([lead, low]) => bitsOf(lead, 8) + bitsOf(low, 8)).join("") + bitsOf(end, 8),
    })),
  };
});

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
