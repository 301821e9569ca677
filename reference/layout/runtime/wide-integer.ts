/**
 * Integers of more than 64 bits, for generated modules.
 *
 * @module
 */
import { fromHex, toHex } from "../plain.ts";

/**
 * Returns an unsigned integer of whole octets.
 *
 * @param at - offset of its first octet
 * @param size - how many octets it has
 * @param little - whether the least significant octet is first
 */
export function wideInteger(octets: Uint8Array, at: number, size: number, little: boolean): bigint {
  const part = octets.slice(at, at + size);
  return BigInt(`0x${toHex(little ? part.reverse() : part)}`);
}

/** Writes an unsigned integer that {@link wideInteger} reads. */
export function writeWideInteger(octets: Uint8Array, at: number, size: number, little: boolean, value: bigint): void {
  const part = fromHex(value.toString(16).padStart(size * 2, "0"));
  octets.set(little ? part.reverse() : part, at);
}
