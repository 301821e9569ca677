/**
 * Unsigned integers and single bits.
 *
 * @module
 */
import { z } from "zod";

import { LayoutError } from "./errors.ts";
import type { Endian, IntegerRange, Unit } from "./model.ts";
import { type FaultCodes, onWire, type WireInfo } from "./wire-type.ts";

/** How wide an integer can be and still be a JavaScript number, in bits. */
export const NUMBER_BITS = 53;

/** What can be said of an unsigned integer. */
export interface UintOptions {
  /** Octet order, `big` unless given; anything else needs a width of whole octets. */
  readonly endian?: Endian;
  /** Least value that is valid. */
  readonly least?: number;
  /** Greatest value that is valid. */
  readonly most?: number;
  /** Values that a sender may use, where a receiver accepts more. */
  readonly sends?: readonly IntegerRange[];
  /** What the number counts. */
  readonly unit?: Unit;
  /** Wire codes of single rules, where they are not the struct's own. */
  readonly faults?: FaultCodes;
}

/** The greatest number of a width in bits, as a number or, over 53 bits, as a decimal string. */
export function greatest(bits: number): number | string {
  return bits <= NUMBER_BITS ? 2 ** bits - 1 : String((1n << BigInt(bits)) - 1n);
}

/**
 * Checks a width, in bits, and its octet order.
 *
 * @param where - what has the width, for the error
 * @throws {@link LayoutError} where the width is not 1 to `most`, or little endian without whole octets
 */
export function checkWidth(where: string, bits: number, endian: Endian, most: number): void {
  if (!Number.isInteger(bits) || bits < 1 || bits > most) {
    throw new LayoutError(where, `has a width of ${bits} bits, expected 1 to ${most}`);
  }
  if (endian === "little" && bits % 8 !== 0) {
    throw new LayoutError(where, `of ${bits} bits is little endian, which needs whole octets`);
  }
}

/** Least, most and what a sender may use lie in the width, in order. */
function checkRange(bits: number, { least = 0, most = 2 ** bits - 1, sends = [] }: UintOptions): void {
  if (![least, most].every(Number.isInteger) || least < 0 || least > most || most >= 2 ** bits) {
    throw new LayoutError("uint", `of ${bits} bits is at least ${least} and at most ${most}`);
  }
  for (const [from, to] of sends) {
    if (from < least || from > (to ?? most) || (to ?? most) > most) throw new LayoutError("uint", `sends ${from} to ${to ?? most}, expected a range within ${least} to ${most}`);
  }
}

function uintInfo(bits: number, options: UintOptions): WireInfo {
  const { least, most, sends, unit, faults = {} } = options;
  return {
    wire: { kind: "uint", bits, endian: options.endian ?? "big", big: bits > NUMBER_BITS },
    constraints: [
      ...(least === undefined ? [] : [{ rule: "least", value: least } as const]),
      ...(most === undefined ? [] : [{ rule: "most", value: most } as const]),
    ],
    faults,
    range: [least ?? 0, most ?? greatest(bits)],
    uses: [],
    ...(unit === undefined ? {} : { unit }),
    ...(sends === undefined ? {} : { sends }),
  };
}

/**
 * An unsigned integer of 1 to 53 bits.
 *
 * @param bits - width in bits
 * @throws {@link LayoutError} where the width is out of range or does not fit the octet order, or a limit does not fit the width
 *
 * @example
 * ```ts
 * import { uint } from "websocket2/layout";
 *
 * const percentage = uint(8, { most: 100, unit: "items" });
 * console.log(percentage.safeParse(101).success); // false
 * ```
 */
export function uint(bits: number, options: UintOptions = {}): z.ZodNumber {
  checkWidth("uint", bits, options.endian ?? "big", 64);
  if (bits > NUMBER_BITS) throw new LayoutError("uint", `of ${bits} bits does not fit a number: use bigUint`);
  checkRange(bits, options);
  const type = z.int().min(options.least ?? 0).max(options.most ?? 2 ** bits - 1);
  return onWire(type, uintInfo(bits, options));
}

/**
 * An unsigned integer of 54 to 64 bits, a `bigint` in JavaScript.
 *
 * @param bits - width in bits
 * @throws {@link LayoutError} where the width is out of range
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
export function bigUint(bits: number, options: Omit<UintOptions, "least" | "most" | "sends"> = {}): z.ZodBigInt {
  checkWidth("bigUint", bits, options.endian ?? "big", 64);
  if (bits <= NUMBER_BITS) throw new LayoutError("bigUint", `of ${bits} bits fits a number: use uint`);
  const type = z.bigint().min(0n).max((1n << BigInt(bits)) - 1n);
  return onWire(type, uintInfo(bits, options));
}

/**
 * One bit as a boolean, 1 for true.
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
