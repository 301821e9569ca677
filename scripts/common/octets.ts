/**
 * Octets as hexadecimal, joined and split.
 *
 * @module
 */

/** Returns octets in lower-case hexadecimal. Takes the octets of Node.js: a vector may hold 32 MiB. */
export function toHex(octets: Uint8Array): string {
  return Buffer.from(octets.buffer, octets.byteOffset, octets.byteLength).toString("hex");
}

/** Returns two lower-case hexadecimal digits for each octet. */
export function hexPairs(octets: Uint8Array): string[] {
  return Array.from(octets, (octet) => octet.toString(16).padStart(2, "0"));
}

/** Returns a new array that holds some runs of octets one after the other. */
export function concatOctets(runs: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(runs));
}

/** Splits octets at ascending offsets. Returns views, one more than there are offsets. */
export function splitAt(octets: Uint8Array, offsets: readonly number[]): Uint8Array[] {
  return [0, ...offsets].map((from, index) => octets.subarray(from, offsets[index] ?? octets.length));
}
