/**
 * The arithmetic of integers on the wire.
 *
 * @module
 */
import type { PrefixFormModel, VariableIntegerModel, WireModel } from "./model.ts";

/** The greatest width of an integer that is a JavaScript number, in bits. Wider integers are `bigint`. */
export const NUMBER_BITS = 53;

/** The greatest width of an integer that can begin within an octet, in bits. Wider integers have whole octets. */
export const MOST_BITS = 64;

/** The greatest width of an integer, in bits: that of the largest keys of RSA. */
export const MOST_WIDE_BITS = 16_384;

/** Returns the greatest number of a width in bits, over 53 bits as a decimal string. */
export function greatest(bits: number): number | string {
  return bits <= NUMBER_BITS ? 2 ** bits - 1 : String((1n << BigInt(bits)) - 1n);
}

/** Returns the least and greatest number of a width in bits in two's complement, over 53 bits as decimal strings. */
export function signedRange(bits: number): readonly [least: number | string, most: number | string] {
  if (bits <= NUMBER_BITS) return [-(2 ** (bits - 1)), 2 ** (bits - 1) - 1];
  const half = 1n << BigInt(bits - 1);
  return [String(-half), String(half - 1n)];
}

/** Returns whether the values of a field are `bigint` in JavaScript; of a code, whether those without a name are. */
export function isBigWire(wire: WireModel): boolean {
  if (wire.kind === "prefixed" || wire.kind === "continued") return wire.integer.big && wire.narrow !== true;
  return "big" in wire && wire.big;
}

/** Returns the integer of varying size that carries a field; `undefined` for a field of another form. */
export function integerOf(wire: WireModel): VariableIntegerModel | undefined {
  return "integer" in wire ? wire.integer : undefined;
}

/** Returns the width of the first bits of an integer of varying size, which may share an octet with the fields before; none otherwise. */
export function leadBits(wire: WireModel): number | undefined {
  const integer = integerOf(wire);
  return integer?.kind === "prefixed" ? integer.lead : integer?.prefix;
}

/** Returns the greatest integer that some octets of a continued integer can hold. */
export function continuedMost({ prefix, octets }: { readonly prefix?: number | undefined; readonly octets: number }): bigint {
  const groups = BigInt(prefix === undefined ? octets : octets - 1);
  const lead = prefix === undefined ? 0n : 2n ** BigInt(prefix) - 1n;
  return groups === 0n ? lead - 1n : lead + 2n ** (7n * groups) - 1n;
}

/** Returns the greatest integer that a form of a prefix-coded integer can hold. @param lead - width of the lead in bits */
export function formLargest(lead: number, form: PrefixFormModel): bigint {
  const kept = BigInt(form.lead[1]) & ((1n << BigInt(form.keep)) - 1n);
  return form.extra === 0 ? kept : (kept << BigInt(form.extra)) | ((1n << BigInt(form.extra)) - 1n);
}
