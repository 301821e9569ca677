/**
 * Lists the ways to break each constraint of a model.
 *
 * @module
 */
import { namedEntries } from "../../../reference/layout/entries.ts";
import type {
  ConstraintModel,
  ContinuedModel,
  FieldModel,
  IntegerRange,
  LimitModel,
  Model,
  Rule,
  StructModel,
} from "../../../reference/layout/model.ts";
import { continuedMost, integerOf } from "../../../reference/layout/numbers.ts";
import {
  codeNumberBits,
  codeRegistry,
  continuedBits,
  formRanges,
  integerBits,
  numberBits,
  variableBits,
  type WireField,
} from "./wire-fields.ts";

/** One way to break one constraint. */
export interface Mutation {
  readonly struct: StructModel;
  readonly field: FieldModel;
  readonly rule: Rule;
  /** The error code that a receiver reports. */
  readonly fault: string;
  /** A name that is unique among the mutations of one constraint. */
  readonly name: string;
  /** The cases of the variant that the mutation applies to; all cases if absent. */
  readonly cases?: readonly string[];
  /** The bounds under which it is a fault. */
  readonly bounds: Readonly<Record<string, number | string>>;
  /** Whether a receiver reports it when it has read the field; otherwise when the frame is complete. */
  readonly early: boolean;
  /** Returns the fields with the constraint broken; unchanged if the mutation does not apply to them. */
  readonly apply: (fields: readonly WireField[]) => readonly WireField[];
}

/** The field that a constraint belongs to. */
interface MutationSite {
  readonly struct: StructModel;
  readonly field: FieldModel;
  readonly model: Model;
  /** Whether the field is in front of the payload, so that a receiver checks it before the frame is complete. */
  readonly early: boolean;
}

type MutationDraft = Pick<Mutation, "name" | "apply"> & Partial<Pick<Mutation, "bounds" | "cases">>;

const octetBits = (...octets: number[]): string => octets.map((octet) => octet.toString(2).padStart(8, "0")).join("");

/** Returns a mutation that replaces the bits of one field. */
function setBits(field: FieldModel, bits: (old: string | undefined) => string): Mutation["apply"] {
  return (fields) => fields.map((each) => (each.field.name === field.name ? { ...each, bits: bits(each.bits) } : each));
}

function lengthOf(fields: readonly WireField[], field: FieldModel): number {
  const index = fields.findIndex((each) => each.field.name === field.name);
  return fields.slice(index + 1).reduce((sum, each) => sum + (each.bits ?? "").length, 0) / 8;
}

/** Returns mutations to a longer form of the same number. */
function longForms({ field }: MutationSite): MutationDraft[] {
  const { wire } = field;
  if (wire.kind === "continued") return longContinued(field, wire.integer);
  if (wire.kind !== "prefixed") return [];
  const { integer } = wire;
  return formRanges(integer).slice(1).flatMap(({ first }, index): MutationDraft[] => [
    {
      name: `in-${integerBits(integer, first).length / 8}-octets`,
      apply: (fields) => setBits(field, () => integerBits(integer, lengthOf(fields, field), index + 1))(fields),
    },
    {
      name: `${first - 1}-in-${integerBits(integer, first).length / 8}-octets`,
      apply: setBits(field, () => integerBits(integer, first - 1, index + 1)),
    },
  ]);
}

/** Returns a mutation to one octet more than needed, of a number that needs two. */
function longContinued(field: FieldModel, integer: ContinuedModel): MutationDraft[] {
  const value = continuedMost({ prefix: integer.prefix, octets: integer.prefix === undefined ? 1 : 2 }) + 1n;
  return [{ name: `${value}-and-an-octet`, apply: setBits(field, () => continuedBits(integer, value, 1)) }];
}

type FitsConstraint = Extract<ConstraintModel, { readonly rule: "fits" }>;

/** Returns mutations to one octet more than allowed, and to one more than the largest integer where the octets hold it. */
function tooLong({ field }: MutationSite, { octets, largest }: FitsConstraint): MutationDraft[] {
  const { wire } = field;
  if (wire.kind !== "continued") return [];
  const holds = continuedMost(wire.integer);
  const over = BigInt(largest) + 1n;
  return [
    { name: `${octets + 1}-octets`, apply: setBits(field, () => continuedBits(wire.integer, holds + 1n)) },
    ...(over > holds ? [] : [{ name: String(over), apply: setBits(field, () => continuedBits(wire.integer, over)) }]),
  ];
}

function numberOf(field: FieldModel, value: number): string {
  const integer = integerOf(field.wire);
  if (integer !== undefined) return variableBits(integer, value);
  if (field.wire.kind === "uint" || field.wire.kind === "int") return numberBits(value, field.wire.bits, field.wire.endian);
  throw new Error(`${field.name}: a ${field.wire.kind} has no number`);
}

const numberMutation = (field: FieldModel, name: string, value: number, bounds: Mutation["bounds"] = {}): MutationDraft => ({
  name,
  bounds,
  apply: setBits(field, () => numberOf(field, value)),
});

/** Returns the limit of a bound's name. */
export function findLimit(model: Model, bound: string): LimitModel {
  for (const element of Object.values(model.elements)) {
    const found = element.kind === "limits" ? element.entries.find((entry) => entry.name === bound) : undefined;
    if (found !== undefined) return found;
  }
  throw new Error(`the model has no limit ${bound}`);
}

/** Returns the settings of a limit that vectors use, in its unit: the default and the least. */
export function limitSettings(limit: LimitModel): number[] {
  return [...new Set([limit.value, limit.least ?? limit.value])];
}

function overBound({ field, model }: MutationSite, bound: string, overhead: number): MutationDraft[] {
  const largest = Number(integerOf(field.wire)?.largest ?? Number.MAX_SAFE_INTEGER);
  return limitSettings(findLimit(model, bound)).flatMap((limit) => [
    numberMutation(field, `${limit}-and-1`, limit + overhead + 1, { [bound]: limit }),
    numberMutation(field, `${limit}-largest`, largest, { [bound]: limit }),
  ]);
}

function flippedBits({ field }: MutationSite): MutationDraft[] {
  if (!("bits" in field.wire)) return [];
  const { bits } = field.wire;
  const single = Array.from({ length: bits }, (_, bit): MutationDraft => ({
    name: `bit-${bit}`,
    apply: setBits(field, (old = "") => Array.from(old, (each, index) => (index === bit ? (each === "0" ? "1" : "0") : each)).join("")),
  }));
  const all: MutationDraft = {
    name: "all-bits",
    apply: setBits(field, (old = "") => Array.from(old, (each) => (each === "0" ? "1" : "0")).join("")),
  };
  return bits > 1 ? [...single, all] : single;
}

/** The octets just outside of a range, and the ends of 8 bits and of the upper half. */
const octetsOutside = ([least, most]: IntegerRange): readonly number[] => [0x00, least - 1, (most ?? 0xff) + 1, 0x80, 0xff];

function badAscii(field: FieldModel, bits: number, range: IntegerRange): MutationDraft[] {
  return Array.from({ length: bits / 8 }, (_, octet) =>
    octetsOutside(range).map((value): MutationDraft => ({
      name: `octet-${octet}-${value.toString(16).padStart(2, "0")}`,
      apply: setBits(field, (old = "") => old.slice(0, octet * 8) + octetBits(value) + old.slice(octet * 8 + 8)),
    })),
  ).flat();
}

function unregistered(site: MutationSite, octetRange: IntegerRange | undefined): MutationDraft[] {
  const { field, model } = site;
  const { wire } = field;
  if (wire.kind !== "code") return [];
  if (wire.as === "ascii") return octetRange === undefined ? [] : badAscii(field, wire.bits, octetRange);
  const taken = new Set(
    namedEntries(codeRegistry(model, field)).map((entry) => Number(entry.code)),
  );
  const last = "bits" in wire ? 2 ** wire.bits - 1 : Math.min(Number(wire.integer.largest), Number.MAX_SAFE_INTEGER);
  let least = 0;
  while (taken.has(least)) least += 1;
  const free = [...new Set([least, Math.ceil(last / 2), last])].filter((code) => code <= last && !taken.has(code));
  return free.map((code) => ({ name: String(code), apply: setBits(field, () => codeNumberBits(wire, code)) }));
}

/** Returns the assigned codes of a field. */
function assignedCodes(field: FieldModel, model: Model) {
  const { wire } = field;
  if (wire.kind !== "code") return [];
  const entries = namedEntries(codeRegistry(model, field));
  return entries.map(({ name, code }) => ({ name, none: name === wire.omit, bits: codeNumberBits(wire, Number(code)) }));
}

function notAgreed({ field, model }: MutationSite, bound: string): MutationDraft[] {
  const all = assignedCodes(field, model);
  return all.flatMap((agreed) =>
    all
      .filter((used) => !used.none && used.name !== agreed.name)
      .map((used): MutationDraft =>
        ({ name: `${used.name}-not-${agreed.name}`, bounds: { [bound]: agreed.name }, apply: setBits(field, () => used.bits) })),
  );
}

/** Returns mutations that mark a payload as compressed whose type is never compressed. */
function notCompressible({ struct, field, model }: MutationSite, bound: string): MutationDraft[] {
  const { wire } = field;
  if (wire.kind !== "variant" || wire.opaque === undefined) return [];
  const { by, cases: compressible } = wire.opaque;
  const method = struct.fields.find((each) => each.name === by) as FieldModel;
  const cases = Object.keys(wire.cases).filter((name) => !compressible.includes(name));
  return assignedCodes(method, model)
    .filter((used) => !used.none)
    .map((used) => ({ name: used.name, bounds: { [bound]: used.name }, cases, apply: setBits(method, () => used.bits) }));
}

/** Octets that are not UTF-8 (RFC 3629), by the kind of mistake. */
export const badUtf8: Readonly<Record<string, readonly number[]>> = {
  continuation: [0x80],
  "last-continuation": [0xbf],
  "overlong-2": [0xc0, 0x80],
  "overlong-2-last": [0xc1, 0xbf],
  "overlong-3": [0xe0, 0x80, 0x80],
  "overlong-3-last": [0xe0, 0x9f, 0xbf],
  "overlong-4": [0xf0, 0x80, 0x80, 0x80],
  "overlong-4-last": [0xf0, 0x8f, 0xbf, 0xbf],
  surrogate: [0xed, 0xa0, 0x80],
  "surrogate-last": [0xed, 0xbf, 0xbf],
  "too-large": [0xf4, 0x90, 0x80, 0x80],
  "too-large-lead": [0xf5, 0x80, 0x80, 0x80],
  "cut-2": [0xc2],
  "cut-3": [0xe1, 0x80],
  "cut-4": [0xf1, 0x80, 0x80],
  fe: [0xfe],
  ff: [0xff],
};

function appended(field: FieldModel, octets: readonly number[]): Mutation["apply"] {
  return setBits(field, (old = "") => old + octetBits(...octets));
}

const charsetMutations = (field: FieldModel, bad: Readonly<Record<string, readonly number[]>>): MutationDraft[] =>
  Object.entries(bad).map(([name, octets]) => ({ name, apply: appended(field, octets) }));

/** Returns mutations that append an ASCII character next to the allowed ones. */
function forbiddenCharacters(field: FieldModel, ranges: readonly IntegerRange[]): MutationDraft[] {
  const allowed = (code: number): boolean => ranges.some(([least, most]) => code >= least && (most === null || code <= most));
  const edges = ranges.flatMap(([least, most]) => [least - 1, ...(most === null ? [] : [most + 1])]);
  const codes = [...new Set(edges)].filter((code) => code >= 0 && code < 0x80 && !allowed(code));
  return charsetMutations(field, Object.fromEntries(codes.map((code) => [code.toString(16).padStart(2, "0"), [code]])));
}

/** Returns the sizes in octets just outside of ranges. */
export function sizesOutside(ranges: readonly IntegerRange[]): number[] {
  const inside = (size: number): boolean => ranges.some(([least, most]) => size >= least && (most === null || size <= most));
  const edges = ranges.flatMap(([least, most]) => [least - 1, ...(most === null ? [] : [most + 1])]);
  return [...new Set([0, ...edges])].filter((size) => size >= 0 && !inside(size));
}

function badSizes(field: FieldModel, ranges: readonly IntegerRange[]): MutationDraft[] {
  if (field.wire.kind === "variant") return [];
  return sizesOutside(ranges).map((size) => ({ name: `${size}-octets`, apply: setBits(field, () => octetBits(0x61).repeat(size)) }));
}

/** Returns the mutations of one constraint. */
function mutationDrafts(constraint: ConstraintModel, site: MutationSite, agreement: string): MutationDraft[] {
  switch (constraint.rule) {
    case "fits":
      return tooLong(site, constraint);
    case "shortest":
      return longForms(site);
    case "least":
      return [numberMutation(site.field, String(constraint.value - 1), constraint.value - 1)];
    case "most":
      return [numberMutation(site.field, String(constraint.value + 1), constraint.value + 1)];
    case "bound":
      return overBound(site, constraint.bound, constraint.overhead);
    case "equals":
    case "checksum":
      return flippedBits(site);
    case "depth":
      return [];
    case "registered":
      return unregistered(site, constraint.octetRange);
    case "agreed":
      return notAgreed(site, constraint.bound);
    case "sealable":
      return notCompressible(site, agreement);
    case "size":
      return badSizes(site.field, constraint.octets);
    case "utf8":
      return charsetMutations(site.field, badUtf8);
    case "characters":
      return forbiddenCharacters(site.field, constraint.ranges);
    case "ascii":
      return charsetMutations(site.field, { "80": [0x80], ff: [0xff] });
  }
}

/** Returns the name of the bound that holds the agreed code; empty if the struct has none. */
export function agreementBound(struct: StructModel): string {
  const agreed = struct.fields.flatMap((field) => field.constraints).find((each) => each.rule === "agreed");
  return agreed?.rule === "agreed" ? agreed.bound : "";
}

/** Returns the mutations of the constraints of one struct's fields, in the order of the checks. */
export function mutationsOf(struct: StructModel, model: Model, early: boolean, agreement: string): Mutation[] {
  return struct.fields.flatMap((field) =>
    field.constraints.flatMap((constraint) =>
      mutationDrafts(constraint, { struct, field, model, early }, agreement).map((draft): Mutation => ({
        struct,
        field,
        rule: constraint.rule,
        fault: constraint.fault,
        early,
        bounds: {},
        ...draft,
      })),
    ),
  );
}
