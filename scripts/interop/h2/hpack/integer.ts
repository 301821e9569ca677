/**
 * The integers of RFC 7541, Section 5.1.
 *
 * @module
 */

/** An integer, and the offset after it. */
export interface DecodedInteger {
  readonly value: number;
  readonly next: number;
}

/** Continuation octets that a decoder accepts: enough for 32 bits. */
const MAX_CONTINUATION_OCTETS = 5;

/**
 * Decodes an integer.
 *
 * @param prefix - bits of the first octet that belong to the integer, 1 to 8
 * @returns `undefined` if the octets end inside the integer, or it has more than five continuation octets
 */
export function decodeInteger(octets: Uint8Array, at: number, prefix: number): DecodedInteger | undefined {
  const full = 2 ** prefix - 1;
  const first = octets[at];
  if (first === undefined) return undefined;
  if ((first & full) < full) return { value: first & full, next: at + 1 };
  let value = full;
  for (let index = 0; index < MAX_CONTINUATION_OCTETS; index++) {
    const octet = octets[at + 1 + index];
    if (octet === undefined) return undefined;
    value += (octet & 0x7f) * 2 ** (7 * index);
    if (octet < 0x80) return { value, next: at + 2 + index };
  }
  return undefined;
}

/** Encodes an integer. @param above - the bits of the first octet above its prefix */
export function encodeInteger(value: number, prefix: number, above = 0): number[] {
  const full = 2 ** prefix - 1;
  if (value < full) return [above | value];
  const octets = [above | full];
  let rest = value - full;
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) octets.push(0x80 | (rest % 0x80));
  return [...octets, rest];
}
