/**
 * Integers: those of a fixed width, and prefix-coded ones, which become types.
 *
 * @module
 */
import type { ContinuedModel, Endian, PrefixedModel, PrefixFormModel } from "../../../reference/layout/model.ts";
import { continuedMost } from "../../../reference/layout/numbers.ts";
import type { CitationText } from "../document.ts";
import { ExportError } from "../export.ts";
import type { KsyAttribute, KsyInstance, KsyType } from "./ksy.ts";
import { ksyName } from "./names.ts";

/** Widths in bits for which Kaitai Struct has an integer of whole octets. */
const WHOLE = new Set([8, 16, 32, 64]);

/** Widths of whole octets that a type composes, because runtimes read at most 32 bits at once as a number of bits. */
const COMPOSED = new Set([40, 48, 56]);

/** An integer on the wire. */
export interface FixedInteger {
  readonly bits: number;
  readonly endian: Endian;
  /** Whether it begins on an octet. */
  readonly aligned: boolean;
}

/** Returns whether an integer is a type of its own, with its number in `value`. */
export const isComposed = ({ bits, aligned }: FixedInteger): boolean => aligned && COMPOSED.has(bits);

/** Returns the type of an integer. */
export function integerType(integer: FixedInteger): string {
  const { bits, endian, aligned } = integer;
  const suffix = endian === "little" ? "le" : "";
  if (isComposed(integer)) return composedName(bits, endian);
  return aligned && WHOLE.has(bits) ? `u${bits / 8}${bits > 8 ? suffix || "be" : ""}` : `b${bits}${bits > 8 ? suffix : ""}`;
}

/** Returns the type of an integer in two's complement; `undefined` where Kaitai Struct has none. */
export function signedType({ bits, endian, aligned }: FixedInteger): string | undefined {
  if (!aligned || !WHOLE.has(bits)) return undefined;
  return `s${bits / 8}${bits === 8 ? "" : endian === "little" ? "le" : "be"}`;
}

/** Returns the number of a read integer as an expression. */
export function integerValue(integer: FixedInteger, expression: string): string {
  return isComposed(integer) ? `${expression}.value` : expression;
}

const composedName = (bits: number, endian: Endian): string => `uint_${bits}_${endian}`;

/** Returns the type of an integer of 40, 48 or 56 bits, by its name; none for another one. */
export function composedTypes(integer: FixedInteger): [string, KsyType][] {
  if (!isComposed(integer)) return [];
  const { bits, endian } = integer;
  const low = { id: "low", type: integerType({ bits: 32, endian, aligned: true }) };
  const high = { id: "high", type: integerType({ bits: bits - 32, endian, aligned: true }) };
  const type: KsyType = {
    doc: `An integer of ${bits} bits.`,
    seq: endian === "little" ? [low, high] : [high, low],
    instances: { value: { value: `high * ${2 ** 32} + low` } },
  };
  return [[composedName(bits, endian), type]];
}

/** Returns the bits after the lead of a form as an integer. */
function extraInteger({ endian }: PrefixedModel, { extra }: PrefixFormModel): FixedInteger {
  return { bits: extra, endian, aligned: true };
}

/** Returns the number that a form codes, as an expression. */
function formValue(integer: PrefixedModel, form: PrefixFormModel): string {
  const { lead: width } = integer;
  const { keep, extra } = form;
  const kept = keep === width ? "lead" : `(lead & ${2 ** keep - 1})`;
  if (extra === 0) return keep === 0 ? "0" : kept;
  const more = integerValue(extraInteger(integer, form), extraName(form));
  return keep === 0 ? more : `${kept} * ${2 ** extra} + ${more}`;
}

const extraName = ({ lead: [least] }: PrefixFormModel): string => `extra_${least}`;

function hasLead({ lead: [least, most] }: PrefixFormModel): string {
  return least === most ? `lead == ${least}` : `lead >= ${least} and lead <= ${most}`;
}

/** Returns the largest number of a form. */
function formLargest({ lead: [, most], keep, extra }: PrefixFormModel): number {
  return (most % 2 ** keep) * 2 ** extra + 2 ** extra - 1;
}

/** Returns the computed values of a prefix-coded integer: its number, and whether its form is the shortest. */
function prefixedInstances(integer: PrefixedModel): Record<string, KsyInstance> {
  const { forms } = integer;
  const last = forms.length - 1;
  const values = forms.map((form, index) => (index === last ? "" : `lead <= ${form.lead[1]} ? `) + formValue(integer, form));
  const shortest = forms.slice(1).map((form, index) => {
    const before = forms[index] as PrefixFormModel;
    return `(lead < ${form.lead[0]} or ${index + 1 === last ? "" : `lead > ${form.lead[1]} or `}value > ${formLargest(before)})`;
  });
  return { value: { value: values.join(" : ") }, is_shortest: { value: shortest.length === 0 ? "true" : shortest.join(" and ") } };
}

/**
 * Returns the types of a prefix-coded integer, by their names. A lead of less than an octet is a parameter, because a type of
 * Kaitai Struct begins on an octet.
 */
export function prefixedTypes(integer: PrefixedModel, cite: CitationText): [string, KsyType][] {
  const { id, lead, forms, description } = integer;
  const longer = forms.filter(({ extra }) => extra > 0);
  const extras = longer.map((form): KsyAttribute => ({
    id: extraName(form),
    type: integerType(extraInteger(integer, form)),
    if: hasLead(form),
  }));
  const type: KsyType = {
    doc: description,
    "doc-ref": cite(integer.cite),
    ...(lead === 8 ? {} : { params: [{ id: "lead", type: "u1", doc: `The ${lead} bits that choose the form.` }] }),
    seq: [...(lead === 8 ? [{ id: "lead", type: "u1" }] : []), ...extras],
    instances: prefixedInstances(integer),
  };
  return [[ksyName(id, id), type], ...longer.flatMap((form) => composedTypes(extraInteger(integer, form)))];
}

/** Returns the type of a continued integer, by its name: octets until one whose first bit is 0, and its number. */
export function continuedTypes(integer: ContinuedModel, cite: CitationText): [string, KsyType][] {
  const { id, prefix, octets, endian, largest, description } = integer;
  if (endian === "big") throw new ExportError(id, "has its most significant bits first: Kaitai Struct cannot compute its number");
  const full = 2 ** (prefix ?? 0) - 1;
  const most = prefix === undefined ? octets : octets - 1;
  const terms = Array.from({ length: most }, (_, index) => {
    const bits = `(groups[${index}] & 127)${index === 0 ? "" : ` * ${128 ** index}`}`;
    return index === 0 ? bits : `(groups.size > ${index} ? ${bits} : 0)`;
  });
  const sum = terms.join(" + ");
  const value = prefix === undefined ? sum : `lead < ${full} ? lead : ${full} + ${sum}`;
  const isLong = prefix === undefined ? "" : `lead < ${full} or `;
  const isSmall = BigInt(largest) < continuedMost(integer) ? ` and value <= ${largest}` : "";
  const groups: KsyAttribute = { id: "groups", type: "u1", repeat: "until", "repeat-until": "_ < 128" };
  const type: KsyType = {
    doc: description,
    "doc-ref": cite(integer.cite),
    ...(prefix === undefined || prefix === 8 ? {} : { params: [{ id: "lead", type: "u1", doc: `The ${prefix} bits of the prefix.` }] }),
    seq: [
      ...(prefix === 8 ? [{ id: "lead", type: "u1" }] : []),
      prefix === undefined ? groups : { ...groups, if: `lead == ${full}` },
    ],
    instances: {
      value: { value },
      fits: { value: `(${isLong}groups.size <= ${most})${isSmall}` },
      is_shortest: { value: `${isLong}groups.size == 1 or groups[groups.size - 1] != 0` },
    },
  };
  return [[ksyName(id, id), type]];
}
