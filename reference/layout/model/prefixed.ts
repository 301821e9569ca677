/**
 * Prefix-coded integers, whose first bits give the number of bits that follow.
 *
 * @module
 */
import type { DocModel, Endian, FaultCode } from "./doc.ts";

/**
 * One form of a prefix-coded integer, chosen by the value of its lead.
 * The integer is the low `keep` bits of the lead followed by `extra` bits.
 */
export interface PrefixFormModel {
  /** The lead values that select this form, inclusive. */
  readonly lead: readonly [least: number, most: number];
  /** The number of low bits of the lead that belong to the integer; 0 if the lead only selects the form. */
  readonly keep: number;
  /** The number of bits that follow the lead, a multiple of 8. */
  readonly extra: number;
}

/** A prefix-coded integer, such as VarSize, the variable-length integer of QUIC and the payload length of RFC 6455. */
export interface PrefixedModel extends DocModel {
  readonly kind: "prefixed";
  /** Unique among the elements of a model, lower case with hyphens. */
  readonly id: string;
  /** The name in text, for example `VarSize`. */
  readonly title: string;
  /** The width of the lead in bits, 1 to 8. */
  readonly lead: number;
  /** Octet order of the bits after the lead. Kept lead bits are the most significant bits. */
  readonly endian: Endian;
  readonly forms: readonly PrefixFormModel[];
  /** The fault of a form that is not the shortest, if the integer is decoded by itself. */
  readonly fault: FaultCode;
  /** Present if receivers accept forms that are not the shortest, unless a use overrides it. */
  readonly anyForm?: true;
  /** The greatest value that can be coded, as a decimal string, because it may exceed 2^53. */
  readonly largest: string;
  /** Whether values are `bigint` in JavaScript, which they are if `largest` exceeds 2^53 - 1. */
  readonly big: boolean;
}
