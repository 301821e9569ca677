/**
 * JavaScript text that reads and writes bits.
 *
 * @module
 */
import { NUMBER_BITS } from "../integer.ts";
import type { Endian } from "../model.ts";

/** The part of an integer that lies in one octet. */
interface Piece {
  /** The octet, counted from the first of the run. */
  readonly octet: number;
  /** Bits of the octet to the right of the part. */
  readonly shift: number;
  /** Width of the part, in bits. */
  readonly bits: number;
  /** Bits of the integer to the right of the part. */
  readonly weight: number;
}

/** Cuts an integer at octet borders; the most significant part first. */
function pieces(start: number, bits: number, endian: Endian): Piece[] {
  const parts: Piece[] = [];
  let left = bits;
  for (let bit = start; left > 0; ) {
    const octet = Math.floor(bit / 8);
    const width = Math.min(8 - (bit % 8), left);
    left -= width;
    parts.push({ octet, shift: 8 - (bit % 8) - width, bits: width, weight: left });
    bit += width;
  }
  if (endian === "big") return parts;
  return parts.map((part, index) => ({ ...part, weight: index * 8 })).reverse();
}

/** `p` or `p + 2`. */
export function offset(base: string, octets: number): string {
  return octets === 0 ? base : `${base} + ${octets}`;
}

function readPiece(base: string, piece: Piece): string {
  const octet = `b[${offset(base, piece.octet)}]`;
  if (piece.bits === 8) return octet;
  const shifted = piece.shift === 0 ? octet : `${octet} >> ${piece.shift}`;
  return piece.shift + piece.bits === 8 ? `(${shifted})` : `(${shifted} & ${2 ** piece.bits - 1})`;
}

/**
 * An expression for an unsigned integer.
 *
 * @param base - the variable that holds the octet offset of the run
 * @param start - first bit, from the first bit of the run
 * @param bits - width in bits; over 53 gives a `bigint`
 */
export function readBits(base: string, start: number, bits: number, endian: Endian): string {
  const parts = pieces(start, bits, endian);
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) return readPiece(base, only);
  if (bits > NUMBER_BITS) return parts.map((part) => `(BigInt(${readPiece(base, part)}) << ${part.weight}n)`).join(" | ");
  if (bits > 32) return parts.map((part) => `${readPiece(base, part)} * ${2 ** part.weight}`).join(" + ");
  const joined = parts.map((part) => (part.weight === 0 ? readPiece(base, part) : `${readPiece(base, part)} << ${part.weight}`)).join(" | ");
  return bits === 32 ? `(${joined}) >>> 0` : joined;
}

/** One value that goes into a run: a JavaScript expression and where its bits lie. */
export interface RunPart {
  readonly value: string;
  readonly start: number;
  readonly bits: number;
  readonly endian: Endian;
}

function writePiece(part: RunPart, piece: Piece): string {
  const mask = 2 ** piece.bits - 1;
  if (part.bits > NUMBER_BITS) return `(Number(${part.value} >> ${piece.weight}n & ${mask}n) << ${piece.shift})`;
  if (part.bits > 32) return `((${part.value} / ${2 ** piece.weight}) % ${mask + 1} << ${piece.shift})`;
  const moved = piece.weight === 0 ? part.value : `${part.value} >>> ${piece.weight}`;
  const cut = piece.weight + piece.bits === part.bits && part.bits < 32 ? `(${moved})` : `(${moved} & ${mask})`;
  return piece.shift === 0 ? cut : `(${cut} << ${piece.shift})`;
}

/**
 * Statements that write a run of whole octets.
 *
 * @param base - the variable that holds the octet offset of the run
 * @param octets - how many octets the parts fill
 */
export function writeRun(base: string, octets: number, parts: readonly RunPart[]): string[] {
  const terms: string[][] = Array.from({ length: octets }, () => []);
  for (const part of parts) {
    for (const piece of pieces(part.start, part.bits, part.endian)) terms[piece.octet]?.push(writePiece(part, piece));
  }
  return terms.map((each, index) => `b[${offset(base, index)}] = ${each.join(" | ")};`);
}
