/**
 * Unsigned integers and single bits.
 *
 * @module
 */
import * as z from "zod";

import { LayoutError } from "./errors.ts";
import type { Endian, IntegerRange, Unit } from "./model.ts";
import { greatest, NUMBER_BITS } from "./numbers.ts";
import { type FaultCodes, onWire, type WireInfo } from "./wire-type.ts";

/** Options of an unsigned integer. */
export interface UintOptions {
  /** Octet order; `big` by default. `little` requires a width of whole octets. */
  readonly endian?: Endian;
  /** The least valid value; 0 by default. */
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

/** Checks that the least and greatest values and the values for senders fit the width and each other. */
function checkRange(bits: number, { least = 0, most = 2 ** bits - 1, sends = [] }: UintOptions): void {
  if (![least, most].every(Number.isInteger) || least < 0 || least > most || most >= 2 ** bits) {
    throw new LayoutError("uint", `of ${bits} bits is at least ${least} and at most ${most}`);
  }
  for (const [from, to] of sends) {
    if (from < least || from > (to ?? most) || (to ?? most) > most) {
      throw new LayoutError("uint", `sends ${from} to ${to ?? most}, expected a range within ${least} to ${most}`);
    }
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
    ...(options.base === undefined ? {} : { base: options.base }),
    ...(unit === undefined ? {} : { unit }),
    ...(sends === undefined ? {} : { sends }),
  };
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
export function uint(bits: number, options: UintOptions = {}): z.ZodNumber {
  checkWidth("uint", bits, options.endian ?? "big", 64);
  if (bits > NUMBER_BITS) throw new LayoutError("uint", `of ${bits} bits does not fit a number: use bigUint`);
  checkRange(bits, options);
  const type = z.int().min(options.least ?? 0).max(options.most ?? 2 ** bits - 1);
  return onWire(type, uintInfo(bits, options));
}

/**
 * Returns the field type of an unsigned integer that is a `bigint` in JavaScript.
 *
 * @param bits - width in bits, 54 to 64
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
export function bigUint(bits: number, options: Omit<UintOptions, "least" | "most" | "sends"> = {}): z.ZodBigInt {
  checkWidth("bigUint", bits, options.endian ?? "big", 64);
  if (bits <= NUMBER_BITS) throw new LayoutError("bigUint", `of ${bits} bits fits a number: use uint`);
  const type = z.bigint().min(0n).max((1n << BigInt(bits)) - 1n);
  return onWire(type, uintInfo(bits, options));
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
