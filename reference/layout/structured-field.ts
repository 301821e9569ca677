/**
 * The types of Structured Fields (RFC 9651), each with a plain-data model and a Zod schema.
 *
 * @module
 */
import * as z from "zod";

import { LayoutError } from "./errors.ts";
import type { SfBareModel, SfMemberModel, SfModel } from "./model.ts";

/** The greatest magnitude of an Integer, of 15 decimal digits (RFC 9651, Section 3.3.1). */
export const SF_INTEGER_MOST = 999_999_999_999_999;

/** One level of a Structured Field: its model and the schema of its JavaScript value. */
export interface SfType<M, V> {
  /** The plain-data model. */
  readonly model: M;
  /** The Zod schema of the value. */
  readonly schema: z.ZodType<V>;
}

/** A bare item. */
export type SfBare<V = unknown> = SfType<SfBareModel, V>;
/** A member of a List or Dictionary. */
export type SfMember<V = unknown> = SfType<SfMemberModel, V>;
/** A whole field value. */
export type StructuredField<V = unknown> = SfType<SfModel, V>;

/** The JavaScript value of a type. */
export type SfValue<T> = T extends SfType<unknown, infer V> ? V : never;

/** The JavaScript values of a list of types, by position. */
export type SfValues<T extends readonly SfBare[]> = { readonly [I in keyof T]: SfValue<T[I]> };

const KEY = /^[a-z*][a-z0-9_.*-]*$/;

function checkRange(where: string, least: number, most: number): void {
  if (!Number.isInteger(least) || !Number.isInteger(most) || least > most) {
    throw new LayoutError(where, `the range ${least} to ${most} is not a range of integers, least first`);
  }
}

/**
 * Returns the type of an Integer, a `number` in JavaScript.
 *
 * @param range - the inclusive range; an absent end is 15 digits from zero
 * @throws {@link LayoutError} if the range is empty or exceeds 15 digits
 *
 * @example
 * ```ts
 * import { readRequestField } from "websocket2";
 * import { httpField, sfInteger, sfItem } from "websocket2/layout";
 *
 * const field = httpField({
 *   id: "example-field",
 *   title: "Example-Field",
 *   description: "An example.",
 *   cite: "#example",
 *   request: { value: sfItem(sfInteger({ least: 1 })), summary: "An example." },
 * });
 * const result = readRequestField(field, "0");
 * console.log(result.ok && result.value); // false
 * ```
 */
export function sfInteger(range: { readonly least?: number; readonly most?: number } = {}): SfBare<number> {
  const { least = -SF_INTEGER_MOST, most = SF_INTEGER_MOST } = range;
  checkRange("integer", least, most);
  if (least < -SF_INTEGER_MOST || most > SF_INTEGER_MOST) throw new LayoutError("integer", "the range exceeds 15 digits");
  return { model: { type: "integer", ...range }, schema: z.int().min(least).max(most) };
}

/**
 * Returns the type of a Decimal, a `number` in JavaScript: at most 12 digits, a point, and at most 3 digits.
 *
 * @example
 * ```ts
 * import { readRequestField } from "websocket2";
 * import { httpField, sfDecimal, sfItem } from "websocket2/layout";
 *
 * const field = httpField({
 *   id: "example-field",
 *   title: "Example-Field",
 *   description: "An example.",
 *   cite: "#example",
 *   request: { value: sfItem(sfDecimal()), summary: "An example." },
 * });
 * const result = readRequestField(field, "1.5");
 * console.log(result.ok && result.value); // 1.5
 * ```
 */
export function sfDecimal(): SfBare<number> {
  return { model: { type: "decimal" }, schema: z.number() };
}

/**
 * Returns the type of a String, of octets 0x20 to 0x7E.
 *
 * @example
 * ```ts
 * import { readRequestField } from "websocket2";
 * import { httpField, sfItem, sfString } from "websocket2/layout";
 *
 * const field = httpField({
 *   id: "example-field",
 *   title: "Example-Field",
 *   description: "An example.",
 *   cite: "#example",
 *   request: { value: sfItem(sfString()), summary: "An example." },
 * });
 * const result = readRequestField(field, '"Hi"');
 * console.log(result.ok && result.value); // Hi
 * ```
 */
export function sfString(): SfBare<string> {
  return { model: { type: "string" }, schema: z.string().regex(/^[\x20-\x7e]*$/) };
}

/**
 * Returns the type of a Token, a string in JavaScript.
 *
 * @param registry - the id of the registry of known tokens; other tokens are accepted too
 *
 * @example
 * ```ts
 * import { readRequestField } from "websocket2";
 * import { httpField, sfItem, sfToken } from "websocket2/layout";
 *
 * const field = httpField({
 *   id: "example-field",
 *   title: "Example-Field",
 *   description: "An example.",
 *   cite: "#example",
 *   request: { value: sfItem(sfToken()), summary: "An example." },
 * });
 * const result = readRequestField(field, "echo");
 * console.log(result.ok && result.value); // echo
 * ```
 */
export function sfToken(registry?: string): SfBare<string> {
  const model: SfBareModel = registry === undefined ? { type: "token" } : { type: "token", registry };
  return { model, schema: z.string().regex(/^[A-Za-z*][!#$%&'*+.^_`|~0-9A-Za-z:/-]*$/) };
}

/**
 * Returns the type of a Byte Sequence, a `Uint8Array` in JavaScript.
 *
 * @example
 * ```ts
 * import { readRequestField } from "websocket2";
 * import { httpField, sfBytes, sfItem } from "websocket2/layout";
 *
 * const field = httpField({
 *   id: "example-field",
 *   title: "Example-Field",
 *   description: "An example.",
 *   cite: "#example",
 *   request: { value: sfItem(sfBytes()), summary: "An example." },
 * });
 * const result = readRequestField(field, ":SGk=:");
 * console.log(result.ok && result.value); // Uint8Array(2) [ 72, 105 ]
 * ```
 */
export function sfBytes(): SfBare<Uint8Array> {
  return { model: { type: "byte-sequence" }, schema: z.instanceof(Uint8Array) };
}

/**
 * Returns the type of a Boolean.
 *
 * @example
 * ```ts
 * import { readRequestField } from "websocket2";
 * import { httpField, sfBoolean, sfItem } from "websocket2/layout";
 *
 * const field = httpField({
 *   id: "example-field",
 *   title: "Example-Field",
 *   description: "An example.",
 *   cite: "#example",
 *   request: { value: sfItem(sfBoolean()), summary: "An example." },
 * });
 * const result = readRequestField(field, "?1");
 * console.log(result.ok && result.value); // true
 * ```
 */
export function sfBoolean(): SfBare<boolean> {
  return { model: { type: "boolean" }, schema: z.boolean() };
}

/**
 * Returns the type of a Date, in JavaScript an integer of seconds since 1970-01-01T00:00:00Z.
 *
 * @example
 * ```ts
 * import { readRequestField } from "websocket2";
 * import { httpField, sfDate, sfItem } from "websocket2/layout";
 *
 * const field = httpField({
 *   id: "example-field",
 *   title: "Example-Field",
 *   description: "An example.",
 *   cite: "#example",
 *   request: { value: sfItem(sfDate()), summary: "An example." },
 * });
 * const result = readRequestField(field, "@1659578233");
 * console.log(result.ok && result.value); // 1659578233
 * ```
 */
export function sfDate(): SfBare<number> {
  return { model: { type: "date" }, schema: z.int() };
}

/**
 * Returns the type of an Inner List with a fixed number of items.
 *
 * @throws {@link LayoutError} if no item is given
 *
 * @example
 * ```ts
 * import { readRequestField } from "websocket2";
 * import { httpField, sfInnerList, sfInteger, sfList } from "websocket2/layout";
 *
 * const field = httpField({
 *   id: "example-field",
 *   title: "Example-Field",
 *   description: "An example.",
 *   cite: "#example",
 *   request: { value: sfList(sfInnerList(sfInteger(), sfInteger())), summary: "Ranges." },
 * });
 * const result = readRequestField(field, '(1 2), (5 9)');
 * console.log(result.ok && result.value); // [ [ 1, 2 ], [ 5, 9 ] ]
 * ```
 */
export function sfInnerList<const T extends readonly SfBare[]>(...items: T): SfMember<SfValues<T>> {
  if (items.length === 0) throw new LayoutError("inner-list", "has no items");
  const schemas = items.map((item) => item.schema) as unknown as [z.ZodType, ...z.ZodType[]];
  return {
    model: { type: "inner-list", items: items.map((item) => item.model) },
    schema: z.tuple(schemas) as unknown as z.ZodType<SfValues<T>>,
  };
}

/**
 * Returns the type of a field that is an Item.
 *
 * @example
 * ```ts
 * import { readRequestField } from "websocket2";
 * import { httpField, sfItem, sfString } from "websocket2/layout";
 *
 * const field = httpField({
 *   id: "example-field",
 *   title: "Example-Field",
 *   description: "An example.",
 *   cite: "#example",
 *   request: { value: sfItem(sfString()), summary: "A greeting." },
 * });
 * const result = readRequestField(field, '"Hi"');
 * console.log(result.ok && result.value); // Hi
 * ```
 */
export function sfItem<V>(of: SfBare<V>): StructuredField<V> {
  return { model: { type: "item", of: of.model }, schema: of.schema };
}

/**
 * Returns the type of a List, an array in JavaScript.
 *
 * @param count - the inclusive range of the number of members; any number by default
 * @throws {@link LayoutError} if the range is empty
 *
 * @example
 * ```ts
 * import { readRequestField } from "websocket2";
 * import { httpField, sfInteger, sfList } from "websocket2/layout";
 *
 * const field = httpField({
 *   id: "example-field",
 *   title: "Example-Field",
 *   description: "An example.",
 *   cite: "#example",
 *   request: { value: sfList(sfInteger({ least: 1 }), { most: 3 }), summary: "Up to three versions." },
 * });
 * const result = readRequestField(field, '1, 2');
 * console.log(result.ok && result.value); // [ 1, 2 ]
 * ```
 */
export function sfList<V>(of: SfMember<V>, count: { readonly least?: number; readonly most?: number } = {}): StructuredField<readonly V[]> {
  const { least = 0, most = null } = count;
  checkRange("list", 0, least);
  if (most !== null) checkRange("list", least, most);
  const atLeast = z.array(of.schema).min(least);
  return { model: { type: "list", of: of.model, least, most }, schema: most === null ? atLeast : atLeast.max(most) };
}

/** The JavaScript value of a Dictionary: its known members in the order of the field. */
export type SfDictionaryValue<T extends Readonly<Record<string, SfMember>>> = { readonly [K in keyof T]?: SfValue<T[K]> };

/**
 * Returns the type of a Dictionary, an object in JavaScript. A reader ignores members with other keys.
 *
 * @param of - the members by key
 * @param options - `most`: the greatest number of members, including members with other keys; unlimited by default
 * @throws {@link LayoutError} if a key is malformed (RFC 9651, Section 3.1.2)
 *
 * @example
 * ```ts
 * import { readRequestField } from "websocket2";
 * import { httpField, sfDictionary, sfInteger, sfToken } from "websocket2/layout";
 *
 * const field = httpField({
 *   id: "example-field",
 *   title: "Example-Field",
 *   description: "An example.",
 *   cite: "#example",
 *   request: { value: sfDictionary({ level: sfInteger(), mode: sfToken() }), summary: "Settings." },
 * });
 * const result = readRequestField(field, 'level=3, mode=fast');
 * console.log(result.ok && result.value); // { level: 3, mode: 'fast' }
 * ```
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
