/**
 * Octets of seven bits each, for generated modules.
 *
 * @module
 */

/** Returns the number of octets that an integer takes, seven bits in each. */
export function continuedSize(value: number | bigint): number {
  let size = 1;
  for (let limit = 128; value >= limit; limit *= 128) size += 1;
  return size;
}

/**
 * Writes an integer, seven bits in each octet. The first bit of an octet is 1 unless it is the last one.
 *
 * @param size - from {@link continuedSize}
 * @param big - whether the most significant bits are first
 * @returns the offset behind the octets
 */
export function writeContinued(octets: Uint8Array, at: number, size: number, big: boolean, value: number | bigint): number {
  for (let index = 0; index < size; index++) {
    const place = big ? size - 1 - index : index;
    const bits = typeof value === "bigint" ? Number((value >> BigInt(7 * place)) & 127n) : Math.floor(value / 128 ** place) % 128;
    octets[at + index] = index === size - 1 ? bits : bits + 128;
  }
  return at + size;
}
