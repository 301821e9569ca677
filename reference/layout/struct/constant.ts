/**
 * Constants: bits and octets that are always the same.
 *
 * @module
 */
import { LayoutError } from "../errors.ts";
import { checkWidth } from "../integer.ts";
import type { Endian } from "../model.ts";
import { MOST_BITS } from "../numbers.ts";
import { toHex } from "../plain.ts";
import type { WireInfo } from "../wire-type.ts";

/** The options of constant bits. */
interface ConstantOptions {
  readonly endian?: Endian;
  readonly base?: 16;
  readonly ignored?: boolean;
}

/**
 * Returns the wire information of constant bits.
 *
 * @throws {@link LayoutError} if the width is not 1 to 64 bits, or the value does not fit it exactly
 */
export function constantInfo(where: string, bits: number, given: number | bigint, options: ConstantOptions): WireInfo {
  const { endian = "big", base, ignored = false } = options;
  checkWidth(where, bits, endian, MOST_BITS);
  if ((typeof given === "number" && !Number.isSafeInteger(given)) || BigInt.asUintN(bits, BigInt(given)) !== BigInt(given)) {
    throw new LayoutError(where, `value ${given} does not fit ${bits} bits`);
  }
  const value = given > Number.MAX_SAFE_INTEGER ? String(given) : Number(given);
  return {
    wire: { kind: "constant", bits, value, endian },
    constraints: ignored ? [] : [{ rule: "equals", value }],
    faults: {},
    uses: [],
    ...(base === undefined ? {} : { base }),
  };
}

/** The greatest number of octets of a literal. */
const MOST_OCTETS = 256;

/**
 * Returns the wire information of octets that are always the same.
 *
 * @param given - the octets, or ASCII text
 * @throws {@link LayoutError} if it has no octets or more than 256, or text is not ASCII
 */
export function literalInfo(where: string, given: Uint8Array | string): WireInfo {
  // eslint-disable-next-line no-control-regex -- NUL to DEL is what ASCII is
  if (typeof given === "string" && !/^[\x00-\x7f]*$/.test(given)) {
    throw new LayoutError(where, `is the text ${JSON.stringify(given)}; expected ASCII, or octets`);
  }
  const octets = typeof given === "string" ? new TextEncoder().encode(given) : given;
  if (octets.length < 1 || octets.length > MOST_OCTETS) {
    throw new LayoutError(where, `has ${octets.length} octets, expected 1 to ${MOST_OCTETS}`);
  }
  const value = toHex(octets);
  return {
    wire: { kind: "literal", bits: octets.length * 8, octets: value, as: typeof given === "string" ? "ascii" : "octets" },
    constraints: [{ rule: "equals", value }],
    faults: {},
    uses: [],
  };
}
