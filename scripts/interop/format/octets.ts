/**
 * Defines octets in vectors: lower-case hexadecimal, or a pattern with the number of its repetitions.
 *
 * @module
 */
import { z } from "zod";

import { octetsOfPairs, toHex } from "../../common/octets.ts";

/** The greatest count of a `repeat`: enough for a payload just over the default message limit. */
export const maxRepeatedOctets = 2 ** 25;

/** The schema of octets in lower-case hexadecimal, two digits each. */
export const hex = z
  .string()
  .regex(/^(?:[0-9a-f]{2})*$/, "expected lower-case hexadecimal digits, two an octet")
  .meta({ description: "Octets in lower-case hexadecimal, two digits each." });

/** The schema of a repeated pattern of octets. */
export const repeatedOctets = z
  .strictObject({
    repeat: hex.min(2, "expected at least one octet"),
    count: z.int().min(0).max(maxRepeatedOctets),
  })
  .meta({ description: "A pattern of octets and the number of its repetitions." });

/** The schema of octets in either form. */
export const octets = z.union([hex, repeatedOctets]).meta({ id: "octets", description: "Octets: hexadecimal, or a repeated pattern." });

/** Octets in either form. */
export type Octets = z.infer<typeof octets>;

/**
 * Returns the octets of a text or of a repeated pattern.
 *
 * @param value - a value that {@link octets} accepts
 */
export function parseOctets(value: Octets): Uint8Array {
  if (typeof value === "string") return octetsOfPairs(value);
  const pattern = octetsOfPairs(value.repeat);
  const all = new Uint8Array(pattern.length * value.count);
  if (pattern.length === 1) return all.fill(pattern[0] as number);
  for (let at = 0; at < all.length; at += pattern.length) all.set(pattern, at);
  return all;
}

/** Returns the shorter form of octets: a repeated pattern for one octet that occurs at least 32 times in a row and alone. */
export function compactOctets(bytes: Uint8Array): Octets {
  const first = bytes[0];
  if (first === undefined || bytes.length < 32 || bytes.some((each) => each !== first)) return toHex(bytes);
  return { repeat: toHex(bytes.subarray(0, 1)), count: bytes.length };
}
