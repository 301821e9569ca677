/**
 * Continued integers, each octet of which says whether another one follows.
 *
 * @module
 */
import { LayoutError } from "./errors.ts";
import type { ContinuedModel, DocModel, Endian, FaultCode } from "./model.ts";
import { continuedMost, MOST_BITS, NUMBER_BITS } from "./numbers.ts";
import { type VariableInteger, variableInteger } from "./variable-integer.ts";

/** The author's description of a continued integer. */
export interface ContinuedDoc extends DocModel {
  /** Unique among the elements of a model, lower case with hyphens. */
  readonly id: string;
  /** The name in text. */
  readonly title: string;
  /** The greatest number of octets, that of a prefix included. */
  readonly octets: number;
  /** The width of the integer in bits, 1 to 64; by default what the octets can hold, at most 64. */
  readonly bits?: number;
  /** The width of a prefix in bits, 1 to 8, as in HPACK (RFC 7541, Section 5.1); none by default. */
  readonly prefix?: number;
  /** The order of the seven bits of each octet; `little` by default, which has the least significant ones first. */
  readonly endian?: Endian;
  /** The fault of a form that is not the shortest, or too long, where the integer is decoded by itself. */
  readonly fault: FaultCode;
  /** Whether a receiver accepts forms that are not the shortest; `false` by default. A sender uses the shortest form. */
  readonly anyForm?: boolean;
}

/** A continued integer of a protocol. `type` returns a field type of it for a struct. */
export type Continued = VariableInteger<ContinuedModel>;

const isWithin = (value: number, least: number, most: number): boolean => Number.isInteger(value) && value >= least && value <= most;

function checkDoc({ id, octets, bits, prefix, endian }: ContinuedDoc): void {
  if (prefix !== undefined && !isWithin(prefix, 1, 8)) throw new LayoutError(id, `has a prefix of ${prefix} bits, expected 1 to 8`);
  const [least, most] = prefix === undefined ? [1, 10] : [2, 11];
  if (!isWithin(octets, least, most)) throw new LayoutError(id, `has at most ${octets} octets, expected ${least} to ${most}`);
  if (bits !== undefined && !isWithin(bits, 1, MOST_BITS)) throw new LayoutError(id, `has a width of ${bits} bits, expected 1 to 64`);
  const holds = continuedMost({ prefix, octets });
  if (bits !== undefined && 2n ** BigInt(bits) - 1n > holds) throw new LayoutError(id, `of ${bits} bits does not fit ${octets} octets`);
  if (prefix !== undefined && endian === "big") {
    throw new LayoutError(id, "is big endian and has a prefix; expected the least significant bits first behind a prefix");
  }
}

/**
 * Declares a continued integer: LEB128, the integers of MQTT, Protocol Buffers and WebAssembly, and with a prefix those of HPACK and
 * QPACK. Seven bits of each octet belong to the integer; the first bit is 1 unless the octet is the last one.
 *
 * @throws {@link LayoutError} if a number is out of range, or the octets cannot hold the bits
 *
 * @example
 * ```ts
 * import { compileContinued, continued } from "websocket2/layout";
 *
 * const size = continued({
 *   id: "size",
 *   title: "Size",
 *   description: "Up to four octets of seven bits.",
 *   cite: "#size",
 *   fault: "BAD",
 *   octets: 4,
 * });
 * const codec = compileContinued<number>(size.model);
 * console.log(codec.encode(321)); // Uint8Array(2) [ 193, 2 ]
 * console.log(codec.decode(Uint8Array.of(193, 2))); // { ok: true, value: 321 }
 * ```
 */
export function continued(doc: ContinuedDoc): Continued {
  checkDoc(doc);
  const { id, title, description, cite, octets, bits = MOST_BITS, prefix, endian = "little", fault } = doc;
  const [holds, fits] = [continuedMost({ prefix, octets }), 2n ** BigInt(bits) - 1n];
  const largest = holds < fits ? holds : fits;
  return variableInteger<ContinuedModel>({
    kind: "continued",
    id,
    title,
    description,
    cite,
    ...(prefix === undefined ? {} : { prefix }),
    octets,
    endian,
    fault,
    ...(doc.anyForm === true ? { anyForm: true } : {}),
    largest: String(largest),
    big: largest >= 1n << BigInt(NUMBER_BITS),
  });
}
