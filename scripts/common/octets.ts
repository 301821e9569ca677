/**
 * Octets as hexadecimal, joined and split.
 *
 * @module
 */

/** Returns octets in lower-case hexadecimal. Node.js is several times faster: a vector may hold 32 MiB. Browsers have no Buffer. */
export function toHex(octets: Uint8Array): string {
  if (typeof Buffer === "undefined") return hexPairs(octets).join("");
  return Buffer.from(octets.buffer, octets.byteOffset, octets.byteLength).toString("hex");
}

/** Returns two lower-case hexadecimal digits for each octet. */
export function hexPairs(octets: Uint8Array): string[] {
  return Array.from(octets, (octet) => octet.toString(16).padStart(2, "0"));
}

/** Returns the octets of pairs of hexadecimal digits. */
export function octetsOfPairs(digits: string): Uint8Array {
  if (typeof Buffer !== "undefined") return new Uint8Array(Buffer.from(digits, "hex"));
  const octets = new Uint8Array(digits.length / 2);
  for (let at = 0; at < octets.length; at++) octets[at] = Number.parseInt(digits.slice(2 * at, 2 * at + 2), 16);
  return octets;
}

/** Returns a new array that holds some runs of octets one after the other. */
export function concatOctets(runs: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(runs));
}

/** Splits octets at ascending offsets. Returns views, one more than there are offsets. */
export function splitAt(octets: Uint8Array, offsets: readonly number[]): Uint8Array[] {
  return [0, ...offsets].map((from, index) => octets.subarray(from, offsets[index] ?? octets.length));
}
