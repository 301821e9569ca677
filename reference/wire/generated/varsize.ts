/**
 * VarSize: An unsigned integer of up to 32 bits. Small numbers take one octet. Two values of the first octet announce a number of 16 or 32
 * bits after it.
 *
 * Generated from reference/schema/varsize.ts by `make codec`; do not edit.
 *
 * @module
 */
import { check, codecOf, type CodecParts, type ReaderState, type WireCodec, type WriteTarget } from "../../layout/runtime/index.ts";

/** The checks in the order of the code, for issues. */
const checks = { valueShortest: { path: "value", code: "FRAM", rule: "shortest", expected: "the shortest form" } } as const;

/** The bounds that a caller can give: `null` for a number, or codes by name. */
const varsizeBounds = {};

/**
 * Reads VarSize: An unsigned integer of up to 32 bits. Small numbers take one octet. Two values of the first octet announce a number of 16
 * or 32 bits after it.
 */
export function readVarsize(octets: Uint8Array, start: number, end: number, state: ReaderState<number>): number {
  let offset = start;

  // VarSize: VarSize
  if (offset + 1 > end) return state.need(offset + 1 - end);
  const valueAt = offset;
  offset += 1;
  const valueLead = octets[valueAt]!;
  let value: number;
  if (valueLead <= 253) {
    value = valueLead;
  } else if (valueLead === 254) {
    if (offset + 2 > end) return state.need(offset + 2 - end);
    value = (octets[offset + 1]! << 8) | octets[offset]!;
    offset += 2;
    // FRAM  R-055  value: the shortest form
    if (value <= 253) return state.fail(checks.valueShortest, valueAt, 0, `${value} in 24 bits`);
  } else {
    if (offset + 4 > end) return state.need(offset + 4 - end);
    value = ((octets[offset + 3]! << 24) | (octets[offset + 2]! << 16) | (octets[offset + 1]! << 8) | octets[offset]!) >>> 0;
    offset += 4;
    // FRAM  R-055  value: the shortest form
    if (value <= 65535) return state.fail(checks.valueShortest, valueAt, 0, `${value} in 40 bits`);
  }
  state.value = value;
  return offset;
}

/** Writes VarSize: checks and measures it, then fills its octets. */
export function writeVarsize(given: unknown, path: string, target?: WriteTarget): Uint8Array {
  // Check and measure the value.
  const value = check.whole(path + "value", given, 0, 4294967295);
  let valueLead = 0;
  let valueExtra = 0;
  if (value <= 253) {
    valueLead = value;
  } else if (value <= 65535) {
    valueLead = 254;
    valueExtra = 2;
  } else {
    valueLead = 255;
    valueExtra = 4;
  }
  const total = 1 + valueExtra;
  const octets = target === undefined ? new Uint8Array(total) : target.take(total);
  let offset = target === undefined ? 0 : target.at;
  // Fill the octets.
  octets[offset] = valueLead;
  offset += 1;
  if (valueExtra === 2) {
    octets[offset] = value & 255;
    octets[offset + 1] = value >>> 8;
    offset += 2;
  } else if (valueExtra === 4) {
    octets[offset] = value & 255;
    octets[offset + 1] = (value >>> 8) & 255;
    octets[offset + 2] = (value >>> 16) & 255;
    octets[offset + 3] = (value >>> 24) & 255;
    offset += 4;
  }
  return octets;
}

/** The parts of the codec. */
export const varsizeParts: CodecParts<number> = {
  read: readVarsize,
  write: writeVarsize,
  bounds: varsizeBounds,
  whole: { path: "varsize", code: "FRAM", rule: "size", expected: "1, 3, or 5 octets" },
  bare: true,
};

/** Decodes and encodes VarSize. */
export const varsizeCodec: WireCodec<number> = /* @__PURE__ */ codecOf(varsizeParts);
