/**
 * Octets as the vectors write them: lower-case hexadecimal, or a pattern and how often it stands.
 *
 * @module
 */
import { z } from "zod";

import { toHex } from "../../common/octets.ts";

/** The most octets that one `repeat` may stand for: enough for a payload just over the default message limit. */
export const maxRepeatedOctets = 2 ** 25;

/** Octets in lower-case hexadecimal, two digits each. */
export const hex = z
  .string()
  .regex(/^(?:[0-9a-f]{2})*$/, "expected lower-case hexadecimal digits, two an octet")
  .meta({ description: "Octets in lower-case hexadecimal, two digits each." });

/** A pattern of octets and how often it stands. */
export const repeatedOctets = z
  .strictObject({
    repeat: hex.min(2, "expected at least one octet"),
    count: z.int().min(0).max(maxRepeatedOctets),
  })
  .meta({ description: "A pattern of octets and how often it stands." });

/** Octets in either form. */
export const octets = z.union([hex, repeatedOctets]).meta({ id: "octets", description: "Octets: hexadecimal, or a repeated pattern." });

/** Octets in either form. */
export type Octets = z.infer<typeof octets>;

/**
 * The octets that a text or a run stands for.
 *
 * @param value - checked by {@link octets} before
 */
export function parseOctets(value: Octets): Uint8Array {
  if (typeof value === "string") return new Uint8Array(Buffer.from(value, "hex"));
  const pattern = new Uint8Array(Buffer.from(value.repeat, "hex"));
  const all = new Uint8Array(pattern.length * value.count);
  if (pattern.length === 1) return all.fill(pattern[0] as number);
  for (let at = 0; at < all.length; at += pattern.length) all.set(pattern, at);
  return all;
}

/** The shorter form of octets: a run where they are one octet repeated at least 32 times. */
export function compactOctets(bytes: Uint8Array): Octets {
  const first = bytes[0];
  if (first === undefined || bytes.length < 32 || bytes.some((each) => each !== first)) return toHex(bytes);
  return { repeat: toHex(bytes.subarray(0, 1)), count: bytes.length };
}
