/**
 * The link from a Zod type to its place on the wire.
 *
 * A field type is an ordinary Zod type that is also an entry of {@link wireTypes}. Zod's `.optional()`,
 * `.readonly()` and `.default()` make a new type without that entry; a struct refuses such a type when it is loaded.
 *
 * @module
 */
import { z } from "zod";

import { LayoutError } from "./errors.ts";
import type { ConstraintModel, ElementModel, FaultCode, IntegerRange, Rule, Unit, WireModel } from "./model.ts";

/** A constraint before it knows its fault. */
export type ConstraintDraft = ConstraintModel extends infer C ? (C extends unknown ? Omit<C, "fault"> : never) : never;

/** Faults of single rules, where they are not the struct's own. */
export type FaultCodes = Partial<Readonly<Record<Rule, FaultCode>>>;

/** What a field type knows of the wire. */
export interface WireInfo {
  /** What the type is on the wire. */
  readonly wire: WireModel;
  /** What a receiver checks, in order. */
  readonly constraints: readonly ConstraintDraft[];
  /** Wire codes of single rules, where they are not the struct's own. */
  readonly faults: FaultCodes;
  /** What a number counts. */
  readonly unit?: Unit;
  /** The values of a number, inclusive; decimal strings where over 2^53. */
  readonly range?: readonly [least: number | string, most: number | string];
  /** Values that a sender may use, where a receiver accepts more. */
  readonly sends?: readonly IntegerRange[];
  /** Registries, prefix-coded integers and structs that it refers to. */
  readonly uses: readonly ElementModel[];
}

/** Zod types that know their place on the wire. */
export const wireTypes = z.registry<WireInfo>();

/** Links a Zod type to the wire and gives it back. */
export function onWire<T extends z.ZodType>(type: T, info: WireInfo): T {
  wireTypes.add(type, info);
  return type;
}

/**
 * What a field type says of the wire.
 *
 * @param where - the field, for the error
 * @throws {@link LayoutError} where the type has lost its link
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
