/**
 * Structs: ordered lists of named fields, with what a receiver checks of each.
 *
 * @module
 */
import type { DocModel, FaultCode, IntegerRange, Unit } from "./doc.ts";
import type { WireModel } from "./wire.ts";

/**
 * One thing that a receiver checks, with the fault that it reports; the order is the order of the checks.
 */
export type ConstraintModel = { readonly fault: FaultCode } & (
  /** A prefix-coded integer is in its shortest form. */
  | { readonly rule: "shortest" }
  /** A number is at least this. */
  | { readonly rule: "least"; readonly value: number }
  /** A number is at most this. */
  | { readonly rule: "most"; readonly value: number }
  /** A number less `overhead` is at most the bound of this name, given when decoding. */
  | { readonly rule: "bound"; readonly bound: string; readonly overhead: number }
  /** The bits have the value of the constant. */
  | { readonly rule: "equals"; readonly value: number }
  /** The code is in the registry. An open registry accepts any number, and ASCII codes whose octets are all in `octetRange`. */
  | { readonly rule: "registered"; readonly octetRange?: IntegerRange }
  /** The code is the omitted one, or the one that the bound of this name gives when decoding. */
  | { readonly rule: "agreed"; readonly bound: string }
  /** The field by which a payload is sealed names no sealing for this case. */
  | { readonly rule: "sealable" }
  /** The region has one of the sizes that its fields can fill, in octets. */
  | { readonly rule: "size"; readonly octets: readonly IntegerRange[] }
  /** Octets are well-formed UTF-8 (RFC 3629). */
  | { readonly rule: "utf8" }
  /** Octets are 0x00 to 0x7F. */
  | { readonly rule: "ascii" }
);

/** The name of a rule of {@link ConstraintModel}. */
export type Rule = ConstraintModel["rule"];

/** What a field is for: part of the value, or derived from it. */
export type FieldRole =
  /** Part of the JavaScript value. */
  | "value"
  /** Counts the octets from its own end to the end of the struct. */
  | "length"
  /** Counts the octets of one later field. */
  | "size"
  /** Counts the items of one later field. */
  | "count"
  /** Always the same bits, with a meaning. */
  | "constant"
  /** Always the same bits, kept free for later; without a constraint a receiver ignores them. */
  | "reserved"
  /** Its fields are chosen by an earlier field and stand beside the others. */
  | "variant";

/** An earlier field's value on which a field depends. */
export interface WhenModel {
  readonly field: string;
  readonly equals: boolean | string;
}

/** One named place in a struct. */
export interface FieldModel extends DocModel {
  /** The property of the JavaScript value, camel case. */
  readonly name: string;
  /** The name in text and tables, for example `Masking Key`. */
  readonly title: string;
  /** A shorter name for a narrow cell of a diagram. */
  readonly label?: string;
  readonly role: FieldRole;
  readonly wire: WireModel;
  /** What the number counts. */
  readonly unit?: Unit;
  /** Inclusive range of a number, as far as it is known without bounds; decimal strings where over 2^53. */
  readonly range?: readonly [least: number | string, most: number | string];
  /** Values that a sender may use, where a receiver accepts more. */
  readonly sends?: readonly IntegerRange[];
  /** In the order in which a receiver checks them. */
  readonly constraints: readonly ConstraintModel[];
  /** Present only if. */
  readonly when?: WhenModel;
  /** Fields of one group stand at the end of a struct, together or not at all. */
  readonly group?: string;
}

/** An ordered list of fields. */
export interface StructModel extends DocModel {
  readonly kind: "struct";
  /** Unique among the elements of a model, lower case with hyphens. */
  readonly id: string;
  /** The name in text, for example `Error Payload`. */
  readonly title: string;
  /** The fault where no constraint names another. */
  readonly fault: FaultCode;
  readonly fields: readonly FieldModel[];
  /** Sizes that the struct can have, in octets: sorted, disjoint. */
  readonly sizes: readonly IntegerRange[];
}
