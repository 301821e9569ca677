/**
 * The kinds of fields on the wire.
 *
 * @module
 */
import type { ContinuedModel } from "./continued.ts";
import type { Endian, IntegerRange } from "./doc.ts";
import type { PrefixedModel } from "./prefixed.ts";
import type { StructModel, WhenModel } from "./struct.ts";

/** The size of an octet string. */
export type SizeModel =
  /** A fixed number of octets. */
  | { readonly is: "fixed"; readonly octets: number }
  /** All octets up to the end of the enclosing region. */
  | { readonly is: "rest" }
  /** The number of octets that an earlier field of role `size` gives. */
  | { readonly is: "field"; readonly field: string }
  /** All octets before the next one of this value, which closes the string and is not part of it. */
  | { readonly is: "octet"; readonly octet: number };

/** The end of a repetition. */
export type UntilModel =
  /** The end of the enclosing region. */
  | { readonly is: "rest" }
  /** The number of items that an earlier field of role `count` gives. */
  | { readonly is: "count"; readonly field: string }
  /** A closing octet of this value, which belongs to the repetition. */
  | { readonly is: "octet"; readonly octet: number }
  /** The item whose fields have these values; it is the last one. */
  | { readonly is: "last"; readonly when: WhenModel }
  /** An octet in these ranges, with which no item begins. It belongs to the field behind the repetition. */
  | { readonly is: "before"; readonly octets: readonly IntegerRange[] };

/** An unsigned integer; a `bigint` in JavaScript above 53 bits. More than 64 bits are whole octets. */
export interface UintModel {
  readonly kind: "uint";
  readonly bits: number;
  readonly endian: Endian;
  readonly big: boolean;
}

/** A signed integer in two's complement; a `bigint` in JavaScript above 53 bits. More than 64 bits are whole octets. */
export interface IntModel {
  readonly kind: "int";
  readonly bits: number;
  readonly endian: Endian;
  readonly big: boolean;
}

/** One bit as a boolean; 1 is true. */
export interface FlagModel {
  readonly kind: "flag";
  readonly bits: 1;
}

/** Bits of a constant value, which the JavaScript value does not contain. */
export interface ConstantModel {
  readonly kind: "constant";
  readonly bits: number;
  readonly endian: Endian;
  /** A decimal string above 2^53 - 1. */
  readonly value: number | string;
}

/** Octets that are always the same, which the JavaScript value does not contain. */
export interface LiteralModel {
  readonly kind: "literal";
  /** The width in bits, a multiple of 8. */
  readonly bits: number;
  /** The octets in hexadecimal. */
  readonly octets: string;
  /** How documents write them. */
  readonly as: "ascii" | "octets";
}

/** The properties of every code of a registry. */
interface AnyCodeModel {
  readonly kind: "code";
  /** The registry's id. */
  readonly registry: string;
  /** Whether receivers accept codes that are not registered. */
  readonly open: boolean;
  /** The entry for which the JavaScript value has no property. */
  readonly omit?: string;
}

/** A code of a fixed width. */
export interface FixedCodeModel extends AnyCodeModel {
  readonly bits: number;
  readonly endian: Endian;
  /** Whether codes are numbers or ASCII octets in reading order. */
  readonly as: "number" | "ascii";
}

/** A code in a prefix-coded or continued integer. */
export interface IntegerCodeModel extends AnyCodeModel {
  readonly integer: VariableIntegerModel;
  readonly as: "number";
  /** Whether a bare code is a `bigint` in JavaScript. */
  readonly big: boolean;
}

/** A code of a registry. The JavaScript value is the name of the entry, or in an open registry also a bare code. */
export type CodeModel = FixedCodeModel | IntegerCodeModel;

/** An octet string: raw octets or text. */
export interface OctetStringModel {
  readonly kind: "octets" | "ascii" | "latin1" | "utf8";
  readonly size: SizeModel;
}

/** A use of a prefix-coded integer. */
export interface PrefixedUseModel {
  readonly kind: "prefixed";
  readonly integer: PrefixedModel;
  /** Present if values are numbers although the integer can exceed 2^53 - 1: the constraints allow no such value. */
  readonly narrow?: true;
}

/** A use of a continued integer. */
export interface ContinuedUseModel {
  readonly kind: "continued";
  readonly integer: ContinuedModel;
  /** Present if values are numbers although the integer can exceed 2^53 - 1: the constraints allow no such value. */
  readonly narrow?: true;
}

/** An integer whose octets say how many they are. */
export type VariableIntegerModel = PrefixedModel | ContinuedModel;

/** A use of such an integer. */
export type VariableIntegerUseModel = PrefixedUseModel | ContinuedUseModel;

/** A nested struct; its fields are a nested object, or the value of the one that is part of the value if it is bare. */
export interface NestedModel {
  readonly kind: "struct";
  readonly struct: StructModel;
  /** Present if the JavaScript value is that of the one field that is part of the value. */
  readonly bare?: true;
}

/** A struct that stands around the field; its value is nested in itself. */
export interface RecursiveModel {
  readonly kind: "recursive";
  /** The id of that struct. */
  readonly struct: string;
  /** The greatest number of such structs inside the outermost one, each inside the one before. */
  readonly depth: number;
}

/** A list of items. */
export interface RepeatModel {
  readonly kind: "repeat";
  readonly item: NestedModel;
  readonly until: UntilModel;
}

/** Fields that an earlier code chooses. The JavaScript value has them beside the other fields. */
export interface VariantModel {
  readonly kind: "variant";
  /** The earlier field, of kind `code`, that chooses. */
  readonly by: string;
  /** Structs keyed by the names of entries of the registry of `by`: of all of them, unless there is a default. */
  readonly cases: Readonly<Record<string, StructModel>>;
  /** The struct for every other code; required if the registry is open. */
  readonly default?: StructModel;
  /** The struct that replaces the cases if an earlier field makes them opaque. */
  readonly opaque?: OpaqueModel;
}

/** A payload that a higher layer decodes first, such as a compressed payload. The entry of the code may name its struct. */
export interface OpaqueModel {
  /** The earlier field, of kind `code` with `omit`. The payload is opaque if the value has this field. */
  readonly by: string;
  /** The cases that may be opaque. */
  readonly cases: readonly string[];
  /** The struct on the wire of an opaque payload. */
  readonly as: StructModel;
}

/** The kind of a field on the wire, with its width or size. */
export type WireModel =
  | UintModel
  | IntModel
  | FlagModel
  | ConstantModel
  | LiteralModel
  | CodeModel
  | OctetStringModel
  | PrefixedUseModel
  | ContinuedUseModel
  | NestedModel
  | RecursiveModel
  | RepeatModel
  | VariantModel;
