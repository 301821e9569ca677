/**
 * Octets as hexadecimal, and runs of octets joined.
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
