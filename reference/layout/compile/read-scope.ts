/**
 * What the read emitter knows while it writes the code for one struct.
 *
 * @module
 */
import type { FieldModel, StructModel } from "../model.ts";

/** The octets that a struct may read. */
export interface Region {
  /** The variable that holds the offset of its end. */
  readonly stop: string;
  /** Whether `stop` comes from a length, and not from the end of the input. */
  readonly delimited: boolean;
  /** The depth of the struct whose length opened it. */
  readonly depth: number;
  /** Whether all octets up to a `stop` that comes from a length are known to be there. */
  whole: boolean;
  /** Octets from the current place on that a length is known to cover. */
  sure: number;
}

/** A field that has been read. */
export interface Local {
  readonly field: FieldModel;
  /** The variable that holds the number, text or octets as read. */
  readonly variable: string;
  /** The variable that holds the octet offset of the run in which the field begins. */
  readonly at: string;
  /** Bits from there. */
  readonly bit: number;
}

/** A property of the value to be built. */
export interface Property {
  readonly name: string;
  /** Its value, a JavaScript expression. */
  readonly value: string;
  /** A JavaScript condition; absent means always. */
  readonly present?: string;
}

/** One struct while its code is written. */
export interface Scope {
  readonly struct: StructModel;
  /** How many structs stand around it. */
  readonly depth: number;
  /** Prefix of the paths of its fields. */
  readonly path: string;
  /** Variables of the loops around it. */
  readonly indexes: readonly string[];
  readonly locals: Map<string, Local>;
  readonly properties: readonly Property[];
  region: Region;
  /** Statements that hand over the value, given as a variable or literal. */
  readonly finish: (value: string) => string;
}

/** An object literal of the properties that are always there, and statements for the others. */
export function objectText(properties: readonly Property[]): { literal: string; rest: string[] } {
  const always = properties.filter((each) => each.present === undefined);
  const sometimes = properties.filter((each) => each.present !== undefined);
  return {
    literal: `{ ${always.map((each) => `${each.name}: ${each.value}`).join(", ")} }`,
    rest: sometimes.map((each) => `if (${each.present}) o.${each.name} = ${each.value};`),
  };
}
