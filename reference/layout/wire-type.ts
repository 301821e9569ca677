/**
 * The link from a Zod type to its description on the wire.
 *
 * A field type is an ordinary Zod type with an entry in {@link wireTypes}. Zod's `.optional()`, `.readonly()` and `.default()`
 * return a new type without the entry, which a struct refuses when the schema is loaded.
 *
 * @module
 */
import * as z from "zod";

import { LayoutError } from "./errors.ts";
import type { ConstraintModel, ElementModel, FaultCode, IntegerRange, Rule, Unit, WireModel } from "./model.ts";

/** A constraint without its fault code. */
export type ConstraintDraft = ConstraintModel extends infer C ? (C extends unknown ? Omit<C, "fault"> : never) : never;

/** Fault codes of single rules, which replace that of the struct. */
export type FaultCodes = Partial<Readonly<Record<Rule, FaultCode>>>;

/** The description of a field type on the wire. */
export interface WireInfo {
  /** The kind of the type, with its width or size. */
  readonly wire: WireModel;
  /** The checks of a receiver, in order. */
  readonly constraints: readonly ConstraintDraft[];
  /** Wire codes of single rules; by default that of the struct. */
  readonly faults: FaultCodes;
  /** The base in which a number is written; 10 unless given. */
  readonly base?: 16;
  /** The unit of a number. */
  readonly unit?: Unit;
  /** The inclusive range of a number; a decimal string above 2^53. */
  readonly range?: readonly [least: number | string, most: number | string];
  /** The values that a sender may use, if a receiver accepts more. The default is all. */
  readonly sends?: readonly IntegerRange[];
  /** The field type of the items of a list that are no structs. A struct of one field holds each, which is made with the field. */
  readonly item?: WireInfo;
  /** The registries, prefix-coded integers and structs that the type refers to. */
  readonly uses: readonly ElementModel[];
}

/** The Zod types that have a description on the wire. */
export const wireTypes = z.registry<WireInfo>();

/** Adds the description on the wire to a Zod type. Returns the type. */
export function onWire<T extends z.ZodType>(type: T, info: WireInfo): T {
  wireTypes.add(type, info);
  return type;
}

/**
 * Returns the description of a field type on the wire.
 *
 * @param where - the element and field, for the error
 * @throws {@link LayoutError} if the type has no description
 */
export function wireInfo(where: string, type: z.ZodType): WireInfo {
  const info = wireTypes.get(type);
  if (info === undefined) {
    throw new LayoutError(
      where,
      "is a Zod type without a layout: use a field type of the layout language, and let the struct make it optional",
    );
  }
  return info;
}
