/**
 * Structs: ordered lists of named fields, with the checks of a receiver.
 *
 * @module
 */
import type { DocModel, FaultCode, IntegerRange, Unit } from "./doc.ts";
import type { WireModel } from "./wire.ts";

/** One check of a receiver, with the fault that it reports. */
export type ConstraintModel = { readonly fault: FaultCode } & (
  /** A continued integer has at most this many octets and is at most the largest, a decimal string above 2^53. */
  | { readonly rule: "fits"; readonly octets: number; readonly largest: number | string }
  /** A prefix-coded or continued integer is in its shortest form. */
  | { readonly rule: "shortest" }
  /** A number is at least this. */
  | { readonly rule: "least"; readonly value: number }
  /** A number is at most this. */
  | { readonly rule: "most"; readonly value: number }
  /** A number minus `overhead` is at most the decoding bound of this name. */
  | { readonly rule: "bound"; readonly bound: string; readonly overhead: number }
  /** The bits have the value of the constant, a decimal string above 2^53 - 1; or the octets of the literal, in hexadecimal. */
  | { readonly rule: "equals"; readonly value: number | string }
  /** The code is in the registry. An open registry accepts any number, and ASCII codes whose octets are all in `octetRange`. */
  | { readonly rule: "registered"; readonly octetRange?: IntegerRange }
  /** The code is the omitted code or the code that the decoding bound of this name gives. */
  | { readonly rule: "agreed"; readonly bound: string }
  /** The code that makes a payload opaque is absent, because this case cannot be opaque. */
  | { readonly rule: "sealable" }
  /** The region has one of the sizes that its fields can have, in octets. */
  | { readonly rule: "size"; readonly octets: readonly IntegerRange[] }
  /** Octets are well-formed UTF-8 (RFC 3629). */
  | { readonly rule: "utf8" }
  /** Octets are 0x00 to 0x7F. */
  | { readonly rule: "ascii" }
  /** Each character of a text lies in one of the ranges of code points. */
  | { readonly rule: "characters"; readonly ranges: readonly IntegerRange[] }
  /** The number is what the function of this name calculates from octets of the struct. */
  | { readonly rule: "checksum"; readonly function: string }
  /** At most this many structs stand inside the outermost one of the same kind. */
  | { readonly rule: "depth"; readonly most: number }
);

/** The name of a rule of {@link ConstraintModel}. */
export type Rule = ConstraintModel["rule"];

/** The role of a field: part of the value, or derived from it. */
export type FieldRole =
  /** Part of the JavaScript value. */
  | "value"
  /** The number of octets from the end of the field to the end of the struct. */
  | "length"
  /** The number of octets of one later field. */
  | "size"
  /** The number of items of one later field. */
  | "count"
  /** A number that a given function calculates from octets of the struct. */
  | "checksum"
  /** Constant bits with a meaning. */
  | "constant"
  /** Constant bits that are reserved for later. Without a constraint a receiver ignores them. */
  | "reserved"
  /** Fields that an earlier field chooses; the value has them beside the other fields. */
  | "variant";

/** The values of an earlier field on which the presence of a field depends. */
export type TestModel =
  /** A flag has this value, or a code this name. */
  | { readonly field: string; readonly equals: boolean | string }
  /** A code has one of these names. */
  | { readonly field: string; readonly oneOf: readonly string[] }
  /** A number lies in one of these ranges. */
  | { readonly field: string; readonly ranges: readonly IntegerRange[] };

/** The condition under which a field is present: one test, or several that all have to hold. */
export type WhenModel = TestModel | { readonly all: readonly TestModel[] };

/** The octets from which a checksum is calculated. */
export interface ChecksumModel {
  /** The name of the function, which a codec is given when it is compiled. */
  readonly function: string;
  /** The field with which the octets begin. */
  readonly from: string;
  /** Whether the octets end before the checksum, or with the struct; then those of the checksum count as 0. */
  readonly over: "before" | "struct";
}

/** How a length, size or count says its number, where it is not that of the octets or items behind it. */
export interface CountingModel {
  /** The first field that a length counts, itself or an earlier one; by default the field after its octet. */
  readonly from?: string;
  /** The octets from there to the first octet after the length; 0 without `from`. */
  readonly before: number;
  /** The octets or items of one unit, at least 1. */
  readonly unit: number;
  /** What is added to the units, also below 0. */
  readonly plus: number;
}

/** A field of a struct. */
export interface FieldModel extends DocModel {
  /** The property of the JavaScript value, camel case. */
  readonly name: string;
  /** The name in text and tables, for example `Masking Key`. */
  readonly title: string;
  /** A shorter name for a narrow cell of a diagram. */
  readonly label?: string;
  readonly role: FieldRole;
  readonly wire: WireModel;
  /** The base in which the number is written; 10 unless given. */
  readonly base?: 16;
  /** The unit of the number. */
  readonly unit?: Unit;
  /** The inclusive range of a number, without decoding bounds; a decimal string above 2^53. */
  readonly range?: readonly [least: number | string, most: number | string];
  /** The values that a sender may use, if a receiver accepts more. */
  readonly sends?: readonly IntegerRange[];
  /** The octets that a field of role `checksum` sums up. */
  readonly checksum?: ChecksumModel;
  /** The constraints in the order in which a receiver checks them. */
  readonly constraints: readonly ConstraintModel[];
  /** How a length, size or count says its number; absent if it is the octets or items behind it. */
  readonly counting?: CountingModel;
  /** The condition under which the field is present; absent if it always is. */
  readonly when?: WhenModel;
  /** The name of a trailing group. Its fields are at the end of a struct and are all present or all absent. */
  readonly group?: string;
}

/** A relation between two fields that every value has. An absent number has every comparison. */
export interface RelationModel {
  /** The field that a fault is reported at. */
  readonly field: string;
  /** A number is at most, below or equal to another; or a flag or number is set, not 0, only if another one is. */
  readonly is: "atMost" | "below" | "equal" | "needs";
  readonly other: string;
  readonly fault: FaultCode;
}

/** An ordered list of fields. */
export interface StructModel extends DocModel {
  readonly kind: "struct";
  /** Unique among the elements of a model, lower case with hyphens. */
  readonly id: string;
  /** The name in text, for example `Error Payload`. */
  readonly title: string;
  /** The fault of each constraint that names no other. */
  readonly fault: FaultCode;
  readonly fields: readonly FieldModel[];
  /** The relations between fields; absent without any. */
  readonly relations?: readonly RelationModel[];
  /** The sizes that the struct can have, in octets, sorted and disjoint. */
  readonly sizes: readonly IntegerRange[];
}
