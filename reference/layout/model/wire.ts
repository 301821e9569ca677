/**
 * What a field is on the wire.
 *
 * @module
 */
import type { Endian } from "./doc.ts";
import type { PrefixedModel } from "./prefixed.ts";
import type { StructModel } from "./struct.ts";

/** How many octets a run of octets takes. */
export type SizeModel =
  /** Always so many octets. */
  | { readonly is: "fixed"; readonly octets: number }
  /** All octets up to the end of the enclosing region. */
  | { readonly is: "rest" }
  /** As many octets as an earlier field of role `size` says. */
  | { readonly is: "field"; readonly field: string };

/** What ends a repetition. */
export type UntilModel =
  /** The end of the enclosing region. */
  | { readonly is: "rest" }
  /** As many items as an earlier field of role `count` says. */
  | { readonly is: "count"; readonly field: string }
  /** A closing octet of this value, which is consumed. */
  | { readonly is: "octet"; readonly octet: number };

/** An unsigned integer of 1 to 64 bits; widths over 53 bits are `bigint` in JavaScript. */
export interface UintModel {
  readonly kind: "uint";
  readonly bits: number;
  readonly endian: Endian;
  readonly big: boolean;
}

/** One bit as a boolean, 1 for true. */
export interface FlagModel {
  readonly kind: "flag";
  readonly bits: 1;
}

/** Bits of a known value; not part of the JavaScript value. */
export interface ConstantModel {
  readonly kind: "constant";
  readonly bits: number;
  readonly endian: Endian;
  readonly value: number;
}

/** A code of a registry; the JavaScript value is the entry's name, or in an open registry the bare code. */
export interface CodeModel {
  readonly kind: "code";
  readonly bits: number;
  readonly endian: Endian;
  /** The registry's id. */
  readonly registry: string;
  /** Codes as numbers, or as ASCII octets in reading order. */
  readonly as: "number" | "ascii";
  /** Whether codes that are not registered are accepted. */
  readonly open: boolean;
  /** The entry whose field is left out of the JavaScript value. */
  readonly omit?: string;
}

/** A run of octets that is handed over as it is, or as text. */
export interface OctetStringModel {
  readonly kind: "octets" | "ascii" | "utf8";
  readonly size: SizeModel;
}

/** A use of a prefix-coded integer. */
export interface PrefixedUseModel {
  readonly kind: "prefixed";
  readonly integer: PrefixedModel;
}

/** A struct in place; its fields are a nested object. */
export interface NestedModel {
  readonly kind: "struct";
  readonly struct: StructModel;
}

/** A list of items. */
export interface RepeatModel {
  readonly kind: "repeat";
  readonly item: NestedModel;
  readonly until: UntilModel;
}

/**
 * Fields that depend on an earlier code; they stand beside the other fields in the JavaScript value.
 */
export interface VariantModel {
  readonly kind: "variant";
  /** The earlier field, of kind `code`, that chooses. */
  readonly by: string;
  /** A struct for each entry of the registry of `by`, keyed by the entry's name. */
  readonly cases: Readonly<Record<string, StructModel>>;
  /** What stands in place of the cases when an earlier field says that they are not readable as they are. */
  readonly opaque?: OpaqueModel;
}

/** A payload that another layer has to open first: compressed, encrypted. */
export interface OpaqueModel {
  /** The earlier field, of kind `code` with `omit`: present means sealed. */
  readonly by: string;
  /** The cases that may be sealed. */
  readonly cases: readonly string[];
  /** What is then on the wire. */
  readonly as: StructModel;
}

/** What a field is on the wire. */
export type WireModel =
  | UintModel
  | FlagModel
  | ConstantModel
  | CodeModel
  | OctetStringModel
  | PrefixedUseModel
  | NestedModel
  | RepeatModel
  | VariantModel;
