/** Generated structs: fields, and at the end what takes all the rest. */
import fc from "fast-check";

import { type AnyStruct, code, rest, struct, type Struct, uint } from "../../../../reference/layout/index.ts";
import { codesOf, padding, registryOf, run } from "./cells.ts";
import { before } from "./counts.ts";
import { field, plainField, runField } from "./fields.ts";
import { type Integer, integer } from "./integers.ts";
import { anyItem, listToTheEnd } from "./lists.ts";
import { bitsOf } from "./oracle.ts";
import { doc, joined, type Maker, open, type Open, type Part, type Sample, sequence, structDoc } from "./parts.ts";
import { kind, type RunKind } from "./runs.ts";

/** A generated struct with values of it. */
export interface Made {
  readonly struct: Struct<object>;
  readonly sample: fc.Arbitrary<Sample>;
  /** Whether the octets themselves tell where it ends. */
  readonly delimited: boolean;
}

type Make = (name: string) => Made;

function named(makers: readonly Maker[], name: string): Part {
  return sequence(makers.map((make, index) => make(`${name}f${index}`)));
}

/** A struct that fills at least one octet and needs no region around it. */
function inner(depth: number): fc.Arbitrary<Make> {
  const plain = fc
    .tuple(run, fc.array(depth === 0 ? run : field(inner(depth - 1)), { maxLength: 2 }))
    .map(([first, more]): Make => (name) => {
      const part = named([first, ...more], name);
      return { struct: part.add(open(struct(structDoc(name)))), sample: part.sample, delimited: true };
    });
  return depth === 0
    ? plain
    : fc.oneof(
        { weight: 3, arbitrary: plain },
        fc.tuple(integer, tailed(depth - 1)).map(([length, make]) => withLength(length, make)),
        fc.tuple(fc.integer({ min: 10, max: 16 }), fc.nat(8), tailed(depth - 1)).map(([bits, plus, make]) => countedFrom(bits, plus, make)),
        fc
          .tuple(fc.integer({ min: 4, max: 7 }), fc.nat(3), kind)
          .map(([bits, plus, each]) => countedFrom(bits, plus, shortRun(bits, plus, each))),
      );
}

/** Puts a length before all fields. */
function withLength(length: Integer, make: (name: string) => Part): Make {
  return (name) => {
    const [lead, part] = [before(name, length), make(name)];
    const start = lead.add(open(struct(structDoc(name)))).length(`${name}length`, length.type(), {}, doc);
    // A single octet counts no more than 255.
    const fitting = part.sample.filter(({ bits }) => BigInt(bits.length / 8) <= length.most);
    const sample = fc
      .tuple(lead.sample, fitting)
      .map(([first, { value, bits }]) => ({ value, bits: first.bits + length.bits(BigInt(bits.length / 8)) + bits }));
    return { struct: part.add(open(start)), sample, delimited: true };
  };
}

/** Puts a code and a length that counts from it on before all fields, with bits behind the length up to the end of their octet. */
function countedFrom(bits: number, plus: number, make: (name: string) => Part): Make {
  return (name) => {
    const [lead, part] = [marker(`${name}from`), make(name)];
    const options = { from: `${name}from`, plus };
    const sized = open(lead.add(open(struct(structDoc(name)))).length(`${name}length`, uint(bits), options, doc));
    const pad = padding(`${name}pad`, bits);
    const before = 8 + Math.ceil(bits / 8) * 8;
    const number = (sample: Sample): number => (before + sample.bits.length) / 8 + plus;
    const sample = fc
      .tuple(lead.sample, pad.sample, part.sample.filter((each) => number(each) < 2 ** bits))
      .map((all) => joined([all[0], { value: {}, bits: bitsOf(number(all[2]), bits) }, all[1], all[2]]));
    return { struct: part.add(pad.add(sized)), sample, delimited: true };
  };
}

/** Returns a run that a length of few bits can count. */
const shortRun = (bits: number, plus: number, each: RunKind): Maker => (name) => runField(name, each, rest, 0, 2 ** bits - 3 - plus);

const noTail: fc.Arbitrary<Maker> = fc.constant(() => sequence([]));

const restTail = kind.map((each): Maker => (name) => runField(name, each, rest, 0, 80));

/** Fields that stand together or not at all. */
function groupTail(depth: number): fc.Arbitrary<Maker> {
  return fc.tuple(run, fc.array(plainField(inner(depth)), { maxLength: 2 })).map(([first, more]) => (name) => {
    const start: Maker = (prefix) => sequence([marker(prefix), first(`${prefix}r`)]);
    const group = named([start, ...more], `${name}g`);
    return {
      add: (to: Open) => open(to.trailing(name, (empty) => group.add(open(empty)))),
      sample: fc.option(group.sample, { nil: { value: {}, bits: "" } }),
    };
  });
}

/** A code by which a value says that a group is there. */
function marker(name: string): Part {
  return {
    add: (to) => open(to.field(name, code(8, registryOf(name, [7], false)), doc)),
    sample: fc.constant({ value: { [name]: "n0" }, bits: bitsOf(7, 8) }),
  };
}

/** A code and a struct for each of its names; another code may seal the first of them. */
function variantTail(depth: number): fc.Arbitrary<Maker> {
  return fc
    .tuple(codesOf(4), codesOf(4), fc.array(tailed(depth), { minLength: 6, maxLength: 6 }), fc.boolean(), fc.boolean())
    .map(([codes, methods, makes, sealed, isOpen]) => (name) => {
      const [by, method] = [`${name}type`, `${name}method`];
      const cases = codes.map((_, index) => caseOf(`${name}k${index}`, makes[index] as (prefix: string) => Part));
      const seal = caseOf(`${name}seal`, makes[4] as (prefix: string) => Part);
      const other = caseOf(`${name}other`, makes[5] as (prefix: string) => Part);
      const free = Array.from({ length: 16 }, (_, each) => each).find((each) => !codes.includes(each)) as number;
      return {
        add: (to) => {
          const first = sealed
            ? open(to.omittable(method, code(4, registryOf(method, methods, false), { omit: "n0" }), doc))
            : padding(`${name}pad`, 4).add(to);
          const chosen = open(first.field(by, code(4, registryOf(by, codes, isOpen)), doc));
          const structs = Object.fromEntries(cases.map(({ struct: each }, index) => [`n${index}`, each]));
          return open(
            chosen.variant(name, by, structs, doc, {
              ...(sealed ? { opaque: { by: method, cases: ["n0"], as: seal.struct } } : {}),
              ...(isOpen ? { default: other.struct } : {}),
            } as never),
          );
        },
        sample: fc.oneof(
          ...cases.map(({ sample }, index) =>
            sample.map(({ value, bits }) => ({
              value: { [by]: `n${index}`, ...value },
              bits: bitsOf(sealed ? (methods[0] as number) : 0, 4) + bitsOf(codes[index] as number, 4) + bits,
            })),
          ),
          ...(isOpen ? [other] : []).map(({ sample }) =>
            sample.map(({ value, bits }) => ({
              value: { [by]: free, ...value },
              bits: bitsOf(sealed ? (methods[0] as number) : 0, 4) + bitsOf(free, 4) + bits,
            })),
          ),
          ...(sealed ? methods.slice(1) : []).map((on, index) =>
            seal.sample.map(({ value, bits }) => ({
              value: { [by]: "n0", [method]: `n${index + 1}`, ...value },
              bits: bitsOf(on, 4) + bitsOf(codes[0] as number, 4) + bits,
            })),
          ),
        ),
      };
    });
}

function caseOf(id: string, make: (name: string) => Part): { struct: AnyStruct; sample: fc.Arbitrary<Sample> } {
  const part = make(id);
  return { struct: part.add(open(struct(structDoc(id)))), sample: part.sample };
}

/** Fields and a tail. */
function tailed(depth: number): fc.Arbitrary<(name: string) => Part> {
  const fields = fc.array(field(inner(depth)), { maxLength: 3 });
  const deeper = depth > 0 ? [groupTail(depth - 1), variantTail(depth - 1)] : [];
  const tail = fc.oneof(noTail, restTail, listToTheEnd(anyItem(inner(depth))), ...deeper);
  return fc.tuple(fields, tail).map(([makers, last]) => (name) => sequence([named(makers, name), last(`${name}t`)]));
}

/** Any struct. */
export const anyStruct: fc.Arbitrary<Made> = fc.oneof(
  inner(2).map((make) => make("s")),
  fc.tuple(integer, tailed(2)).map(([length, make]) => withLength(length, make)("s")),
  tailed(2).map((make) => {
    const part = make("s");
    return { struct: part.add(open(struct(structDoc("s")))), sample: part.sample, delimited: false };
  }),
);

/** The roles and rules that the languages of other tools cannot check. */
const BEYOND_EXPORTS = /"role":"checksum"|"until":\{"is":"(?:last|before)"/;

/** Any struct that other tools read and check in full. */
export const exportedStruct: fc.Arbitrary<Made> = anyStruct.filter(({ struct: { model } }) => !BEYOND_EXPORTS.test(JSON.stringify(model)));
