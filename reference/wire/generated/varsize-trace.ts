/**
 * VarSize: An unsigned integer of up to 32 bits. Small numbers take one octet. Two values of the first octet announce a number of 16 or 32
 * bits after it.
 *
 * Generated from reference/schema/varsize.ts by `make codec`; do not edit.
 * Notes each field that it reads; ./varsize.ts is the same reader without notes.
 *
 * @module
 */
import { type ReaderState } from "../../layout/runtime/index.ts";

/** The checks in the order of the code, for issues. */
const checks = { valueShortest: { path: "value", code: "FRAM", rule: "shortest", expected: "the shortest form" } } as const;

/**
 * Reads and notes each field of VarSize: An unsigned integer of up to 32 bits. Small numbers take one octet. Two values of the first octet
 * announce a number of 16 or 32 bits after it.
 */
export function traceVarsize(octets: Uint8Array, start: number, end: number, state: ReaderState<number>): number {
  let offset = start;

  // VarSize: VarSize
  if (offset + 1 > end) return state.need(offset + 1 - end);
  const valueAt = offset;
  offset += 1;
  const valueLead = octets[valueAt]!;
  let value: number;
  if (valueLead <= 253) {
    value = valueLead;
    state.mark("value", valueAt, 0, 8, value);
  } else if (valueLead === 254) {
    if (offset + 2 > end) return state.need(offset + 2 - end);
    value = (octets[offset + 1]! << 8) | octets[offset]!;
    offset += 2;
    state.mark("value", valueAt, 0, 24, value);
    // FRAM  R-055  value: the shortest form
    if (value <= 253) return state.fail(checks.valueShortest, valueAt, 0, `${value} in 24 bits`);
  } else {
    if (offset + 4 > end) return state.need(offset + 4 - end);
    value = ((octets[offset + 3]! << 24) | (octets[offset + 2]! << 16) | (octets[offset + 1]! << 8) | octets[offset]!) >>> 0;
    offset += 4;
    state.mark("value", valueAt, 0, 40, value);
    // FRAM  R-055  value: the shortest form
    if (value <= 65535) return state.fail(checks.valueShortest, valueAt, 0, `${value} in 40 bits`);
  }
  state.value = value;
  return offset;
}
