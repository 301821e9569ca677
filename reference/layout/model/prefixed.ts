/**
 * Prefix-coded integers: the first bits tell how many more follow.
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
  /** How many low bits of the lead belong to the integer, in bits; 0 where the lead only announces. */
  readonly keep: number;
  /** Bits that follow the lead, a multiple of 8. */
  readonly extra: number;
}

/** A prefix-coded integer: the first bits tell how many more follow (VarSize, QUIC's varint, RFC 6455's payload length). */
export interface PrefixedModel extends DocModel {
  readonly kind: "prefixed";
  /** Unique among the elements of a model, lower case with hyphens. */
  readonly id: string;
  /** The name in text, for example `VarSize`. */
  readonly title: string;
  /** Width of the lead in bits, 1 to 8. */
  readonly lead: number;
  /** Octet order of the bits after the lead; kept lead bits are always the most significant. */
  readonly endian: Endian;
  readonly forms: readonly PrefixFormModel[];
  /** The fault of a form that is not the shortest, where the integer stands by itself. */
  readonly fault: FaultCode;
  /** Forms that are not the shortest are accepted too, unless a use says otherwise. */
  readonly anyForm?: true;
  /** Largest value that can be coded; a decimal string, since it may exceed 2^53. */
  readonly largest: string;
  /** Whether values are `bigint` in JavaScript: so where `largest` exceeds 2^53 - 1. */
  readonly big: boolean;
}
