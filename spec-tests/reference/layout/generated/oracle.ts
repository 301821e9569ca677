/** A second, tiny way to say bits: strings of 0 and 1, made by shifting. Nothing of it is shared with the code under test. */

/** The bits of an unsigned integer, most significant first, or with its octets turned round. */
export function bitsOf(value: bigint | number, width: number, endian: "big" | "little" = "big"): string {
  let bits = "";
  for (let at = BigInt(width) - 1n; at >= 0n; at--) bits += String((BigInt(value) >> at) & 1n);
  return endian === "big" ? bits : (bits.match(/.{8}/g) ?? []).reverse().join("");
}

/** The bits of some octets. */
export function bitsOfOctets(octets: Uint8Array): string {
  return Array.from(octets, (octet) => bitsOf(octet, 8)).join("");
}

/** The checksum of generated layouts. */
export const sumOf = (octets: Uint8Array): number => octets.reduce((sum, octet) => sum + octet, 0);

/** The octets of some bits. */
export function octetsOfBits(bits: string): Uint8Array {
  if (bits.length % 8 !== 0) throw new Error(`${bits.length} bits are no whole octets`);
  return Uint8Array.from(bits.match(/.{8}/g) ?? [], (octet) => Number.parseInt(octet, 2));
}
