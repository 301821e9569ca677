/**
 * Integers of a fixed width, unsigned and signed, and single bits.
 *
 * @module
 */
import * as z from "zod";

import { LayoutError } from "./errors.ts";
import type { Endian, IntegerRange, Unit } from "./model.ts";
import { greatest, MOST_BITS, MOST_WIDE_BITS, NUMBER_BITS, signedRange } from "./numbers.ts";
import { type FaultCodes, onWire, type WireInfo } from "./wire-type.ts";

/** Options of an integer of a fixed width. */
export interface IntegerOptions {
  /** Octet order; `big` by default. `little` requires a width of whole octets. */
  readonly endian?: Endian;
  /** The least valid value; by default the least of the width, which is 0 without a sign. */
  readonly least?: number;
  /** The greatest valid value; by default the greatest of the width. */
  readonly most?: number;
  /** The values that a sender may use, if a receiver accepts more. The default is all. */
  readonly sends?: readonly IntegerRange[];
  /** The base in which tables, diagrams, notation and messages write the number; 10 by default. */
  readonly base?: 16;
  /** The unit of the number; none by default. */
  readonly unit?: Unit;
  /** Wire codes of single rules; by default that of the struct. */
  readonly faults?: FaultCodes;
}

/** Options of an integer that is a `bigint` in JavaScript. */
export type BigIntegerOptions = Omit<IntegerOptions, "least" | "most" | "sends">;

/**
 * Checks a width in bits and its octet order.
 *
 * @param where - the element and field, for the error
 * @param most - the greatest width, in bits
 * @throws {@link LayoutError} if the width is not 1 to `most`, or little endian without whole octets
 */
export function checkWidth(where: string, bits: number, endian: Endian, most: number): void {
  if (!Number.isInteger(bits) || bits < 1 || bits > most) {
    throw new LayoutError(where, `has a width of ${bits} bits, expected 1 to ${most}`);
  }
  if (endian === "little" && bits % 8 !== 0) {
    throw new LayoutError(where, `of ${bits} bits is little endian, which needs whole octets`);
  }
}

/** The kind of an integer, with the range of its width. */
interface IntegerKind {
  readonly kind: "uint" | "int";
  readonly rangeOf: (bits: number) => readonly [least: number | string, most: number | string];
}

const UNSIGNED: IntegerKind = { kind: "uint", rangeOf: (bits) => [0, greatest(bits)] };
const SIGNED: IntegerKind = { kind: "int", rangeOf: signedRange };

/** Checks that the least and greatest values and the values for senders fit the width and each other. */
function checkRange({ kind, rangeOf }: IntegerKind, bits: number, options: IntegerOptions): void {
  const [first, last] = rangeOf(bits).map(Number) as [number, number];
  const { least = first, most = last, sends = [] } = options;
  if (![least, most].every(Number.isInteger) || least < first || least > most || most > last) {
    throw new LayoutError(kind, `of ${bits} bits is at least ${least} and at most ${most}`);
  }
  for (const [from, to] of sends) {
    if (from < least || from > (to ?? most) || (to ?? most) > most) {
      throw new LayoutError(kind, `sends ${from} to ${to ?? most}, expected a range within ${least} to ${most}`);
    }
  }
}

function integerInfo({ kind, rangeOf }: IntegerKind, bits: number, options: IntegerOptions): WireInfo {
  const { least, most, sends, unit, faults = {} } = options;
  const [first, last] = rangeOf(bits);
  return {
    wire: { kind, bits, endian: options.endian ?? "big", big: bits > NUMBER_BITS },
    constraints: [
      ...(least === undefined ? [] : [{ rule: "least", value: least } as const]),
      ...(most === undefined ? [] : [{ rule: "most", value: most } as const]),
    ],
    faults,
    // The ends of a wider range have too many digits for a message.
    ...(bits > MOST_BITS ? {} : { range: [least ?? first, most ?? last] as const }),
    uses: [],
    ...(options.base === undefined ? {} : { base: options.base }),
    ...(unit === undefined ? {} : { unit }),
    ...(sends === undefined ? {} : { sends }),
  };
}

/** The number of an integer that is a `number` in JavaScript. @param wider - the word for more bits */
function numberType(of: IntegerKind, bits: number, options: IntegerOptions, wider: string): z.ZodNumber {
  checkWidth(of.kind, bits, options.endian ?? "big", MOST_BITS);
  if (bits > NUMBER_BITS) throw new LayoutError(of.kind, `of ${bits} bits does not fit a number: use ${wider}`);
  checkRange(of, bits, options);
  const info = integerInfo(of, bits, options);
  const [least, most] = info.range ?? of.rangeOf(bits);
  return onWire(z.int().min(Number(least)).max(Number(most)), info);
}

/** The number of an integer that is a `bigint` in JavaScript. @param word - the word of the language; @param narrower - that for fewer bits */
function bigintType(of: IntegerKind, bits: number, options: BigIntegerOptions, word: string, narrower: string): z.ZodBigInt {
  checkWidth(word, bits, options.endian ?? "big", MOST_WIDE_BITS);
  if (bits > MOST_BITS && bits % 8 !== 0) {
    throw new LayoutError(word, `of ${bits} bits has more than ${MOST_BITS} bits, which needs whole octets`);
  }
  if (bits <= NUMBER_BITS) throw new LayoutError(word, `of ${bits} bits fits a number: use ${narrower}`);
  const [least, most] = of.rangeOf(bits);
  return onWire(z.bigint().min(BigInt(least)).max(BigInt(most)), integerInfo(of, bits, options));
}

/**
 * Returns the field type of an unsigned integer that is a `number` in JavaScript.
 *
 * @param bits - width in bits, 1 to 53
 * @throws {@link LayoutError} if the width is out of range or does not fit the octet order, or a limit does not fit the width
 *
 * @example
 * ```ts
 * import { uint } from "websocket2/layout";
 *
 * const percentage = uint(8, { most: 100, unit: "items" });
 * console.log(percentage.safeParse(101).success); // false
 * ```
 */
export function uint(bits: number, options: IntegerOptions = {}): z.ZodNumber {
  return numberType(UNSIGNED, bits, options, "bigUint");
}

/**
 * Returns the field type of an unsigned integer that is a `bigint` in JavaScript.
 *
 * @param bits - width in bits, 54 to 64, or more in whole octets, up to 16,384
 * @throws {@link LayoutError} if the width is out of range or does not fit the octet order
 *
 * @example
 * ```ts
 * import { compile, bigUint, struct } from "websocket2/layout";
 *
 * const stamp = struct({ id: "stamp", title: "Stamp", description: "A time.", cite: "#stamp", fault: "BAD" })
 *   .field("time", bigUint(64), { description: "Nanoseconds since 1970.", cite: "#stamp" });
 * console.log(compile(stamp).decode(Uint8Array.of(0, 0, 0, 0, 0, 0, 1, 0))); // { ok: true, value: { time: 256n } }
 * ```
 */
export function bigUint(bits: number, options: BigIntegerOptions = {}): z.ZodBigInt {
  return bigintType(UNSIGNED, bits, options, "bigUint", "uint");
}

/**
 * Returns the field type of a signed integer in two's complement that is a `number` in JavaScript.
 *
 * @param bits - width in bits, 1 to 53
 * @throws {@link LayoutError} if the width is out of range or does not fit the octet order, or a limit does not fit the width
 *
 * @example
 * ```ts
 * import { compile, int, struct } from "websocket2/layout";
 *
 * const weather = struct({ id: "weather", title: "Weather", description: "Weather.", cite: "#weather", fault: "BAD" })
 *   .field("celsius", int(8, { least: -90, most: 60 }), { description: "The temperature.", cite: "#weather" });
 * console.log(compile(weather).encode({ celsius: -2 })); // Uint8Array(1) [ 254 ]
 * console.log(compile(weather).decode(Uint8Array.of(254))); // { ok: true, value: { celsius: -2 } }
 * ```
 */
export function int(bits: number, options: IntegerOptions = {}): z.ZodNumber {
  return numberType(SIGNED, bits, options, "bigInt");
}

/**
 * Returns the field type of a signed integer in two's complement that is a `bigint` in JavaScript.
 *
 * @param bits - width in bits, 54 to 64, or more in whole octets, up to 16,384
 * @throws {@link LayoutError} if the width is out of range or does not fit the octet order
 *
 * @example
 * ```ts
 * import { bigInt, compile, struct } from "websocket2/layout";
 *
 * const change = struct({ id: "change", title: "Change", description: "A change.", cite: "#change", fault: "BAD" })
 *   .field("by", bigInt(64), { description: "Nanoseconds, negative for the past.", cite: "#change" });
 * console.log(compile(change).encode({ by: -1n })); // Uint8Array(8) [ 255, 255, 255, 255, 255, 255, 255, 255 ]
 * ```
 */
export function bigInt(bits: number, options: BigIntegerOptions = {}): z.ZodBigInt {
  return bigintType(SIGNED, bits, options, "bigInt", "int");
}

/**
 * Returns the field type of one bit, a boolean in JavaScript. 1 is true.
 *
 * @example
 * ```ts
 * import { compile, flag, struct } from "websocket2/layout";
 *
 * const options = struct({ id: "options", title: "Options", description: "Options.", cite: "#options", fault: "BAD" })
 *   .field("urgent", flag(), { description: "Whether a bell rings.", cite: "#options" })
 *   .reserved("reserved", 7, { description: "Zero.", cite: "#options" });
 * console.log(compile(options).encode({ urgent: true })); // Uint8Array(1) [ 128 ]
 * ```
 */
export function flag(): z.ZodBoolean {
  return onWire(z.boolean(), { wire: { kind: "flag", bits: 1 }, constraints: [], faults: {}, uses: [] });
}
