/**
 * A payload that ends inside a block with codes of its own, made so that the appended octets 00 00 FF FF end that block.
 *
 * @module
 */
import { DeflateBits } from "./deflate-bits.ts";

/** The order in which the lengths of the code lengths stand (RFC 1951, Section 3.2.7). */
const ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/** Symbols with a code: the first one in 3 bits, then 223 in 8, then one and the end of the block in 9. */
const FIRST = 0;
const LAST = 224;
const END_OF_BLOCK = 256;

function codeLength(symbol: number): number {
  if (symbol === FIRST) return 3;
  if (symbol < LAST) return 8;
  return symbol === LAST || symbol === END_OF_BLOCK ? 9 : 0;
}

/** The codes of the lengths that are used: two bits each. */
const lengthCodes = new Map([0, 3, 8, 9].map((length, code) => [length, code]));

/**
 * The header of the block and five octets, up to an octet boundary.
 *
 * Of what is appended, fifteen zeros are five times the first symbol, a zero with seven ones is a symbol of 8 bits, and nine ones
 * end the block: octets that the payload does not have come out, and zlib stands at the start of a block as if all were well.
 */
export function openDynamicBlock(): Uint8Array {
  const bits = new DeflateBits().header(2);
  bits.number(END_OF_BLOCK + 1 - 257, 5).number(0, 5).number(ORDER.length - 4, 4);
  for (const length of ORDER) bits.number(lengthCodes.has(length) ? 2 : 0, 3);
  const length = (value: number): DeflateBits => bits.code(lengthCodes.get(value) as number, 2);
  for (let symbol = 0; symbol <= END_OF_BLOCK; symbol += 1) length(codeLength(symbol));
  // One distance, which has no code: the block has no matches.
  length(0);
  return aligned(bits);
}

/** Symbols of three bits until an octet is full: three of eight times at most. */
function aligned(bits: DeflateBits): Uint8Array {
  while (bits.partial) bits.code(0, 3);
  return bits.octets();
}
