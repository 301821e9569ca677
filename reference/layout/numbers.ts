/**
 * The arithmetic of integers on the wire.
 *
 * @module
 */
import type { PrefixedModel, PrefixFormModel, WireModel } from "./model.ts";

/** The greatest width of an integer that is a JavaScript number, in bits. Wider integers are `bigint`. */
export const NUMBER_BITS = 53;

/** Returns the greatest number of a width in bits, over 53 bits as a decimal string. */
export function greatest(bits: number): number | string {
  return bits <= NUMBER_BITS ? 2 ** bits - 1 : String((1n << BigInt(bits)) - 1n);
}

/** Returns whether the values of a field are `bigint` in JavaScript; of a code, whether those without a name are. */
export function isBigWire(wire: WireModel): boolean {
  if (wire.kind === "prefixed") return wire.integer.big && wire.narrow !== true;
  return "big" in wire && wire.big;
}

/** Returns the prefix-coded integer that carries a field; `undefined` for a field of another form. */
export function integerOf(wire: WireModel): PrefixedModel | undefined {
  if (wire.kind === "prefixed") return wire.integer;
  return wire.kind === "code" && "integer" in wire ? wire.integer : undefined;
}

/** Returns the greatest integer that a form of a prefix-coded integer can hold. @param lead - width of the lead in bits */
export function formLargest(lead: number, form: PrefixFormModel): bigint {
  const kept = BigInt(form.lead[1]) & ((1n << BigInt(form.keep)) - 1n);
  return form.extra === 0 ? kept : (kept << BigInt(form.extra)) | ((1n << BigInt(form.extra)) - 1n);
}
