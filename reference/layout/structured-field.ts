/**
 * The types of Structured Fields (RFC 9651) as values of the layout language: a plain model and a Zod schema side by side.
 *
 * @module
 */
import { z } from "zod";

import { LayoutError } from "./errors.ts";
import type { SfBareModel, SfMemberModel, SfModel } from "./model.ts";

/** The largest magnitude of an Integer: 15 decimal digits (RFC 9651, Section 3.3.1). */
export const SF_INTEGER_MOST = 999_999_999_999_999;

/** A model of one level of a Structured Field, and the schema of its JavaScript value. */
export interface SfType<M, V> {
  /** The plain-data model. */
  readonly model: M;
  /** The Zod schema of the value. */
  readonly schema: z.ZodType<V>;
}

/** A bare item and its JavaScript value. */
export type SfBare<V = unknown> = SfType<SfBareModel, V>;
/** A member of a List or Dictionary and its JavaScript value. */
export type SfMember<V = unknown> = SfType<SfMemberModel, V>;
/** A whole field value and its JavaScript value. */
export type StructuredField<V = unknown> = SfType<SfModel, V>;

/** The JavaScript value of a type. */
export type SfValue<T> = T extends SfType<unknown, infer V> ? V : never;

/** The JavaScript values of a list of types, place by place. */
export type SfValues<T extends readonly SfBare[]> = { readonly [I in keyof T]: SfValue<T[I]> };

const KEY = /^[a-z*][a-z0-9_.*-]*$/;

function checkRange(where: string, least: number, most: number): void {
  if (!Number.isInteger(least) || !Number.isInteger(most) || least > most) {
    throw new LayoutError(where, `the range ${least} to ${most} is not one of integers, least first`);
  }
}

/**
 * An Integer, a `number` in JavaScript.
 *
 * @param range - inclusive; 15 digits either side of zero where an end is absent
 * @throws {@link LayoutError} where the range is empty or exceeds 15 digits
 */
export function sfInteger(range: { readonly least?: number; readonly most?: number } = {}): SfBare<number> {
  const { least = -SF_INTEGER_MOST, most = SF_INTEGER_MOST } = range;
  checkRange("integer", least, most);
  if (least < -SF_INTEGER_MOST || most > SF_INTEGER_MOST) throw new LayoutError("integer", "the range exceeds 15 digits");
  return { model: { type: "integer", ...range }, schema: z.int().min(least).max(most) };
}

/** A Decimal: at most 12 digits, a point, and at most 3 digits. */
export function sfDecimal(): SfBare<number> {
  return { model: { type: "decimal" }, schema: z.number() };
}

/** A String: octets 0x20 to 0x7E. */
export function sfString(): SfBare<string> {
  return { model: { type: "string" }, schema: z.string().regex(/^[\x20-\x7e]*$/) };
}

/**
 * A Token, a string in JavaScript.
 *
 * @param registry - id of the registry that names the known ones; others are accepted too
 */
export function sfToken(registry?: string): SfBare<string> {
  const model: SfBareModel = registry === undefined ? { type: "token" } : { type: "token", registry };
  return { model, schema: z.string().regex(/^[A-Za-z*][!#$%&'*+.^_`|~0-9A-Za-z:/-]*$/) };
}

/** A Byte Sequence. */
export function sfBytes(): SfBare<Uint8Array> {
  return { model: { type: "byte-sequence" }, schema: z.instanceof(Uint8Array) };
}

/** A Boolean. */
export function sfBoolean(): SfBare<boolean> {
  return { model: { type: "boolean" }, schema: z.boolean() };
}

/** A Date, in JavaScript the integer of seconds since 1970-01-01T00:00:00Z. */
export function sfDate(): SfBare<number> {
  return { model: { type: "date" }, schema: z.int() };
}

/**
 * An Inner List with one item in each place.
 *
 * @throws {@link LayoutError} where there is no place
 */
export function sfInnerList<const T extends readonly SfBare[]>(...items: T): SfMember<SfValues<T>> {
  if (items.length === 0) throw new LayoutError("inner-list", "has no items");
  const schemas = items.map((item) => item.schema) as unknown as [z.ZodType, ...z.ZodType[]];
  return {
    model: { type: "inner-list", items: items.map((item) => item.model) },
    schema: z.tuple(schemas) as unknown as z.ZodType<SfValues<T>>,
  };
}

/** A field that is one Item. */
export function sfItem<V>(of: SfBare<V>): StructuredField<V> {
  return { model: { type: "item", of: of.model }, schema: of.schema };
}

/**
 * A List; an array in JavaScript.
 *
 * @param count - how many members, inclusive; any number unless given
 * @throws {@link LayoutError} where no number of members is possible
 */
export function sfList<V>(of: SfMember<V>, count: { readonly least?: number; readonly most?: number } = {}): StructuredField<readonly V[]> {
  const { least = 0, most = null } = count;
  checkRange("list", 0, least);
  if (most !== null) checkRange("list", least, most);
  const atLeast = z.array(of.schema).min(least);
  return { model: { type: "list", of: of.model, least, most }, schema: most === null ? atLeast : atLeast.max(most) };
}

/** The JavaScript value of a Dictionary: its known members, in the order of the field. */
export type SfDictionaryValue<T extends Readonly<Record<string, SfMember>>> = { readonly [K in keyof T]?: SfValue<T[K]> };

/**
 * A Dictionary; an object in JavaScript. Keys that are not named are ignored by a reader.
 *
 * @param of - members by key
 * @param options - `most`: how many members there may be, unknown ones counted
 * @throws {@link LayoutError} where a key is none of RFC 9651, Section 3.1.2
 */
export function sfDictionary<const T extends Readonly<Record<string, SfMember>>>(
  of: T,
  options: { readonly most?: number } = {},
): StructuredField<SfDictionaryValue<T>> {
  const members = Object.entries<SfMember>(of);
  const wrong = members.find(([key]) => !KEY.test(key));
  if (wrong !== undefined) throw new LayoutError("dictionary", `${JSON.stringify(wrong[0])} is not a key of a Dictionary`);
  if (options.most !== undefined) checkRange("dictionary", 1, options.most);
  const shape = Object.fromEntries(members.map(([key, member]) => [key, z.optional(member.schema)]));
  return {
    model: {
      type: "dictionary",
      of: Object.fromEntries(members.map(([key, member]) => [key, member.model])),
      most: options.most ?? null,
    },
    schema: z.strictObject(shape) as unknown as z.ZodType<SfDictionaryValue<T>>,
  };
}
