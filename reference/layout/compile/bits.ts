/**
 * Code that reads and writes bits.
 *
 * @module
 */
import type { Endian } from "../model.ts";
import { NUMBER_BITS } from "../numbers.ts";

/** The part of an integer that lies in one octet. */
interface BitSlice {
  /** The octet, counted from the first one. */
  readonly octet: number;
  /** Bits of the octet to the right of the part. */
  readonly shift: number;
  /** Width of the part, in bits. */
  readonly bits: number;
  /** Bits of the integer to the right of the part. */
  readonly weight: number;
}

/** Cuts an integer at octet borders; the most significant part first. */
function slices(start: number, bits: number, endian: Endian): BitSlice[] {
  const parts: BitSlice[] = [];
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

/** Returns `base` or `base + 2`. */
export function offset(base: string, octets: number): string {
  return octets === 0 ? base : `${base} + ${octets}`;
}

/** The place of an integer among octets. */
export interface BitPlace {
  /** The variable that holds the octet offset. */
  readonly base: string;
  /** First bit from there. */
  readonly start: number;
  /** Width in bits. */
  readonly bits: number;
  readonly endian: Endian;
}

/** Returns the slice as an expression, in parentheses where it is not one octet. */
function readSlice(base: string, slice: BitSlice, typed: boolean): string {
  const octet = `octets[${offset(base, slice.octet)}]${typed ? "!" : ""}`;
  if (slice.bits === 8) return octet;
  const shifted = slice.shift === 0 ? octet : `${octet} >> ${slice.shift}`;
  if (slice.shift + slice.bits === 8) return `(${shifted})`;
  return slice.shift === 0 ? `(${octet} & ${2 ** slice.bits - 1})` : `((${shifted}) & ${2 ** slice.bits - 1})`;
}

/** Returns an expression for a signed integer in two's complement; over 53 bits it is a `bigint`. @param typed - whether it is TypeScript */
export function readSigned(place: BitPlace, typed: boolean): string {
  const { base, start, bits, endian } = place;
  if (bits > NUMBER_BITS) return `BigInt.asIntN(${bits}, ${readBits(place, typed)})`;
  if (bits === 32) return readBits(place, typed).replace(/>>> 0$/, "| 0");
  if (bits < 32) return `(${readBits(place, typed)}) << ${32 - bits} >> ${32 - bits}`;
  // The part with the sign bit is extended by itself: the sum stays exact.
  const [first, ...others] = slices(start, bits, endian).map((part) => ({ part, text: readSlice(base, part, typed) }));
  if (first === undefined) return "0";
  const extended = `(${first.text} << ${32 - first.part.bits} >> ${32 - first.part.bits}) * ${2 ** first.part.weight}`;
  return [extended, ...others.map(({ part, text }) => `${text} * ${2 ** part.weight}`)].join(" + ");
}

/** Returns an expression for an unsigned integer; over 53 bits it is a `bigint`. @param typed - whether it is TypeScript */
export function readBits({ base, start, bits, endian }: BitPlace, typed: boolean): string {
  const parts = slices(start, bits, endian);
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) return readSlice(base, only, typed).replace(/^\((.*)\)$/, "$1");
  if (bits > NUMBER_BITS) return parts.map((part) => `(BigInt(${readSlice(base, part, typed)}) << ${part.weight}n)`).join(" | ");
  if (bits > 32) return parts.map((part) => `${readSlice(base, part, typed)} * ${2 ** part.weight}`).join(" + ");
  const joined = parts
    .map((part) => (part.weight === 0 ? readSlice(base, part, typed) : `(${readSlice(base, part, typed)} << ${part.weight})`))
    .join(" | ");
  return bits === 32 ? `(${joined}) >>> 0` : joined;
}

/** A number that is written: an expression, and the place of its bits. */
export interface BitPart {
  readonly value: string;
  readonly start: number;
  readonly bits: number;
  readonly endian: Endian;
}

/** Returns the bits of a slice, moved to their place. */
function writeSlice(part: BitPart, slice: BitSlice): string {
  const mask = 2 ** slice.bits - 1;
  const move = (cut: string): string => (slice.shift === 0 ? cut : `(${cut} << ${slice.shift})`);
  if (part.bits > NUMBER_BITS) return move(`Number((${part.value} >> ${slice.weight}n) & ${mask}n)`);
  if (part.bits > 32) return move(`((${part.value} / ${2 ** slice.weight}) % ${mask + 1})`);
  const moved = slice.weight === 0 ? part.value : `(${part.value} >>> ${slice.weight})`;
  return move(slice.weight + slice.bits === part.bits && part.bits < 32 ? moved : `(${moved} & ${mask})`);
}

/** Returns statements that write whole octets. @param octets - how many the parts fill; zeros need no part */
export function writeBits(base: string, octets: number, parts: readonly BitPart[]): string[] {
  const terms: string[][] = Array.from({ length: octets }, () => []);
  for (const part of parts) {
    for (const slice of slices(part.start, part.bits, part.endian)) terms[slice.octet]?.push(writeSlice(part, slice));
  }
  return terms.map((each, index) => {
    const [only = "0"] = each;
    const value = each.length < 2 ? only.replace(/^\((\([^()]*\)[^()]*|[^()]*)\)$/, "$1") : each.join(" | ");
    return `octets[${offset(base, index)}] = ${value};`;
  });
}
