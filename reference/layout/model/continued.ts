/**
 * Continued integers, each octet of which says whether another one follows.
 *
 * @module
 */
import type { DocModel, Endian, FaultCode } from "./doc.ts";

/**
 * A continued integer: LEB128, the Variable Byte Integer of MQTT, the varint of Protocol Buffers, or the integer of HPACK. Seven bits
 * of each octet belong to the integer; the first bit is 1 unless the octet is the last one.
 */
export interface ContinuedModel extends DocModel {
  readonly kind: "continued";
  /** Unique among the elements of a model, lower case with hyphens. */
  readonly id: string;
  /** The name in text, for example `Variable Byte Integer`. */
  readonly title: string;
  /**
   * The width of a prefix in bits, 1 to 8; absent without one. The prefix alone is the integer unless all its bits are 1. Then the
   * octets that follow are added to it.
   */
  readonly prefix?: number;
  /** The greatest number of octets, that of the prefix included. */
  readonly octets: number;
  /** The order of the seven bits of each octet: `little` has the least significant ones first. */
  readonly endian: Endian;
  /** The fault of a form that is not the shortest, if the integer is decoded by itself. */
  readonly fault: FaultCode;
  /** Present if receivers accept forms that are not the shortest, unless a use overrides it. */
  readonly anyForm?: true;
  /** The greatest value, as a decimal string, because it may exceed 2^53. */
  readonly largest: string;
  /** Whether values are `bigint` in JavaScript, which they are if `largest` exceeds 2^53 - 1. */
  readonly big: boolean;
}
