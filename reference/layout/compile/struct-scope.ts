/**
 * The knowledge of the read emitter while it writes the code of one struct.
 *
 * @module
 */
import type { FieldModel, IntegerRange, StructModel } from "../model.ts";

/** Any number of octets. */
export const ANY_OCTETS: readonly IntegerRange[] = [[0, null]];

/** The octets that a struct may read. */
export interface Region {
  /** The variable that holds the offset of its end. */
  readonly stop: string;
  /** Whether a length delimits it; otherwise it ends with the input. */
  readonly delimited: boolean;
  /** The depth of the struct whose length opened it. */
  readonly depth: number;
  /** Whether all octets of a delimited region are known to have arrived. */
  whole: boolean;
  /** How many octets can be left of a delimited region, as far as earlier checks tell. */
  left: readonly IntegerRange[];
}

/** Returns the ranges of what is left when some octets, which are there, have been read. */
export function lessOctets(left: readonly IntegerRange[], octets: number): readonly IntegerRange[] {
  return left
    .filter(([, most]) => most === null || most >= octets)
    .map(([least, most]): IntegerRange => [Math.max(0, least - octets), most === null ? null : most - octets]);
}

/** Returns whether each size of some ranges lies in others. */
export function isWithin(ranges: readonly IntegerRange[], others: readonly IntegerRange[]): boolean {
  return ranges.every(([least, most]) => others.some(([from, to]) => least >= from && (to === null || (most !== null && most <= to))));
}

/** A field that has been read. */
export interface FieldVariable {
  readonly field: FieldModel;
  /** The variable that holds the number, text or octets as read. */
  readonly variable: string;
  /** The variable that holds the octet offset of the bit fields among which the field begins. */
  readonly at: string;
  /** Bits from there. */
  readonly bit: number;
  /** The variable that holds the octets or items that a length, size or count counts behind it. */
  readonly counted?: string;
  /** The variable that holds the lead of a prefix-coded integer. */
  readonly lead?: string;
}

/** A property of the value to be built. */
export interface ValueProperty {
  readonly name: string;
  /** The value, an expression. */
  readonly value: string;
  /** The condition under which the property is there; always unless given. */
  readonly present?: string;
  /** Present if the value is an object whose properties stand beside the others. */
  readonly spread?: true;
}

/** One struct while its code is written. */
export interface StructScope {
  readonly struct: StructModel;
  /** How many structs stand around it. */
  readonly depth: number;
  /** Stands in front of the paths of its fields. */
  readonly path: string;
  /** The variables of the loops around it. */
  readonly indexes: readonly string[];
  readonly fields: Map<string, FieldVariable>;
  readonly properties: readonly ValueProperty[];
  /** Whether the value is that of the one field that is part of it. */
  readonly bare: boolean;
  region: Region;
  /** The type of the value. */
  readonly type: string;
  /** Returns the statements that hand over the value, given as an expression. */
  readonly finish: (value: string) => readonly string[];
  /** Whether those statements leave the function. */
  readonly returns: boolean;
}

/** Returns the path of a field: in a bare struct the field of the value has that of the struct. */
export function fieldPath({ path, bare }: StructScope, { name, role }: FieldModel): string {
  return bare && role === "value" && path !== "" ? path.slice(0, -1) : path + name;
}
