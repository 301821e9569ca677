/** Integers that count: of a fixed width, or prefix-coded. */
import fc from "fast-check";
import type { z } from "zod";

import { bigUint, type Continued, continued, type Endian, type Prefixed, prefixed, uint } from "../../../../reference/layout/index.ts";
import { bitsOf } from "./oracle.ts";

/** An integer of the layout language beside its bits by hand. */
export interface Integer {
  /** As a field type; a value is a `bigint` where `big`. */
  readonly type: () => z.ZodType;
  readonly big: boolean;
  /** Bits that have to stand before it in the same octet. */
  readonly before: number;
  readonly most: bigint;
  readonly bits: (value: bigint) => string;
}

const common = { description: "Generated.", cite: "#generated", fault: "FAULT" } as const;

const varSize = prefixed({
  ...common,
  id: "size",
  title: "Size",
  lead: 8,
  endian: "little",
  forms: [
    { lead: [0, 253], keep: 8, extra: 0 },
    { lead: [254, 254], keep: 0, extra: 16 },
    { lead: [255, 255], keep: 0, extra: 32 },
  ],
});

const quic = prefixed({
  ...common,
  id: "quic",
  title: "Quic",
  lead: 8,
  forms: [
    { lead: [0, 63], keep: 6, extra: 0 },
    { lead: [64, 127], keep: 6, extra: 8 },
    { lead: [128, 191], keep: 6, extra: 24 },
    { lead: [192, 255], keep: 6, extra: 56 },
  ],
});

const seven = prefixed({
  ...common,
  id: "seven",
  title: "Seven",
  lead: 7,
  forms: [
    { lead: [0, 125], keep: 7, extra: 0 },
    { lead: [126, 126], keep: 0, extra: 16 },
    { lead: [127, 127], keep: 0, extra: 64 },
  ],
});

const nibble = prefixed({
  ...common,
  id: "nibble",
  title: "Nibble",
  lead: 4,
  endian: "little",
  forms: [
    { lead: [0, 7], keep: 3, extra: 0 },
    { lead: [8, 11], keep: 2, extra: 8 },
    { lead: [12, 13], keep: 1, extra: 40 },
    { lead: [14, 15], keep: 1, extra: 48 },
  ],
});

const four = continued({ ...common, id: "four", title: "Four", octets: 4 });
const leb = continued({ ...common, id: "leb", title: "Leb", octets: 10 });
const narrowLeb = continued({ ...common, id: "narrow-leb", title: "Narrow Leb", octets: 5, bits: 32 });
const quantity = continued({ ...common, id: "quantity", title: "Quantity", octets: 6, endian: "big" });
const hpack = continued({ ...common, id: "hpack", title: "Hpack", octets: 6, prefix: 5 });

/** Seven bits an octet, the least significant ones first; 1 before the bits of each octet but the last. */
function continuedBits(value: bigint, isLittle = true): string {
  const groups: bigint[] = [];
  for (let rest = value; rest > 0n || groups.length === 0; rest /= 128n) groups.push(rest % 128n);
  const ordered = isLittle ? groups : groups.reverse();
  return ordered.map((each, index) => (index === ordered.length - 1 ? "0" : "1") + bitsOf(each, 7)).join("");
}

const littleContinuedBits = (value: bigint): string => continuedBits(value);
const bigContinuedBits = (value: bigint): string => continuedBits(value, false);
const hpackBits = (value: bigint): string => (value < 31n ? bitsOf(value, 5) : bitsOf(31, 5) + continuedBits(value - 31n));

function quicBits(value: bigint): string {
  const which = value < 1n << 6n ? 0 : value < 1n << 14n ? 1 : value < 1n << 30n ? 2 : 3;
  return bitsOf(which, 2) + bitsOf(value, 8 * 2 ** which - 2);
}

function varSizeBits(value: bigint): string {
  if (value < 254n) return bitsOf(value, 8);
  return value < 65536n ? bitsOf(254, 8) + bitsOf(value, 16, "little") : bitsOf(255, 8) + bitsOf(value, 32, "little");
}

function sevenBits(value: bigint): string {
  if (value < 126n) return bitsOf(value, 7);
  return value < 65536n ? bitsOf(126, 7) + bitsOf(value, 16) : bitsOf(127, 7) + bitsOf(value, 64);
}

function nibbleBits(value: bigint): string {
  if (value < 8n) return bitsOf(value, 4);
  const [lead, keep, extra] = value < 1n << 10n ? [0b10, 2, 8] : value < 1n << 41n ? [0b110, 1, 40] : [0b111, 1, 48];
  return bitsOf(lead, 4 - keep) + bitsOf(value >> BigInt(extra), keep) + bitsOf(value & ((1n << BigInt(extra)) - 1n), extra, "little");
}

/** An integer of varying size beside its bits by hand. */
export interface PrefixedInteger extends Integer {
  readonly carrier: Prefixed | Continued;
}

const coded: readonly PrefixedInteger[] = [
  { carrier: varSize, type: () => varSize.type(), big: false, before: 0, most: 2n ** 32n - 1n, bits: varSizeBits },
  { carrier: quic, type: () => quic.bigType(), big: true, before: 0, most: 2n ** 62n - 1n, bits: quicBits },
  { carrier: quic, type: () => quic.type({ most: Number.MAX_SAFE_INTEGER }), big: false, before: 0, most: 2n ** 53n - 1n, bits: quicBits },
  { carrier: seven, type: () => seven.bigType(), big: true, before: 1, most: 2n ** 64n - 1n, bits: sevenBits },
  { carrier: nibble, type: () => nibble.type(), big: false, before: 4, most: 2n ** 49n - 1n, bits: nibbleBits },
  { carrier: four, type: () => four.type(), big: false, before: 0, most: 2n ** 28n - 1n, bits: littleContinuedBits },
  { carrier: leb, type: () => leb.bigType(), big: true, before: 0, most: 2n ** 64n - 1n, bits: littleContinuedBits },
  { carrier: leb, type: () => leb.type({ most: 2 ** 53 - 1 }), big: false, before: 0, most: 2n ** 53n - 1n, bits: littleContinuedBits },
  { carrier: narrowLeb, type: () => narrowLeb.type(), big: false, before: 0, most: 2n ** 32n - 1n, bits: littleContinuedBits },
  { carrier: quantity, type: () => quantity.type(), big: false, before: 0, most: 2n ** 42n - 1n, bits: bigContinuedBits },
  { carrier: hpack, type: () => hpack.type(), big: false, before: 3, most: 30n + 2n ** 35n, bits: hpackBits },
];

/** An integer of whole octets. */
export function plainInteger(octets: number, endian: Endian): Integer {
  const bits = octets * 8;
  const big = bits > 53;
  return {
    type: () => (big ? bigUint(bits, { endian }) : uint(bits, { endian })),
    big,
    before: 0,
    most: 2n ** BigInt(bits) - 1n,
    bits: (value) => bitsOf(value, bits, endian),
  };
}

export const prefixedInteger: fc.Arbitrary<PrefixedInteger> = fc.constantFrom(...coded);

/** Any integer that can count. */
export const integer: fc.Arbitrary<Integer> = fc.oneof(
  prefixedInteger,
  fc
    .tuple(fc.integer({ min: 1, max: 8 }), fc.constantFrom<Endian>("big", "little"))
    .map(([octets, endian]) => plainInteger(octets, endian)),
);

/** Values of an integer, those beside powers of two among them. */
export function integerValue(most: bigint): fc.Arbitrary<bigint> {
  const around = fc
    .tuple(fc.bigInt({ min: 0n, max: 64n }), fc.bigInt({ min: -3n, max: 1n }))
    .map(([power, more]) => 2n ** power + more)
    .filter((value) => value >= 0n && value <= most);
  return fc.oneof(around, fc.bigInt({ min: 0n, max: most }), fc.bigInt({ min: 0n, max: most < 300n ? most : 300n }));
}
