/**
 * Builds a payload that ends inside a block with dynamic codes, such that the appended octets 00 00 FF FF end that block.
 *
 * @module
 */
import { DeflateBits } from "./deflate-bits.ts";

/** The order of the lengths of the code lengths (RFC 1951, Section 3.2.7). */
const ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/** Symbols with a code: the first in 3 bits, the next 223 in 8 bits, the next and the end of the block in 9 bits. */
const FIRST = 0;
const LAST = 224;
const END_OF_BLOCK = 256;

function codeLength(symbol: number): number {
  if (symbol === FIRST) return 3;
  if (symbol < LAST) return 8;
  return symbol === LAST || symbol === END_OF_BLOCK ? 9 : 0;
}

/** The codes of the used lengths, two bits each. */
const lengthCodes = new Map([0, 3, 8, 9].map((length, code) => [length, code]));

/**
 * Returns the header of the block and symbols of it, up to an octet boundary.
 *
 * The bits of the appended octets decode as five times the first symbol (fifteen zeros), a symbol of 8 bits (a zero and seven ones)
 * and the end of the block (nine ones): zlib outputs octets that the payload does not contain, and expects a new block.
 */
export function openDynamicBlock(): Uint8Array {
  const bits = new DeflateBits().header(2);
  bits.number(END_OF_BLOCK + 1 - 257, 5).number(0, 5).number(ORDER.length - 4, 4);
  for (const length of ORDER) bits.number(lengthCodes.has(length) ? 2 : 0, 3);
  const length = (value: number): DeflateBits => bits.code(lengthCodes.get(value) as number, 2);
  for (let symbol = 0; symbol <= END_OF_BLOCK; symbol += 1) length(codeLength(symbol));
  // One distance without a code: the block has no matches.
  length(0);
  return aligned(bits);
}

/** Adds symbols of three bits until an octet is full: at most seven. */
function aligned(bits: DeflateBits): Uint8Array {
  while (bits.partial) bits.code(0, 3);
  return bits.octets();
}
