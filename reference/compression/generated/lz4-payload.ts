/**
 * LZ4 Payload: A message compressed as one LZ4 block, by itself and without a dictionary.
 *
 * Generated from reference/schema/frames/lz4.ts by `make codec`; do not edit.
 *
 * @module
 */
import {
  check,
  codecOf,
  type CodecParts,
  type ReaderState,
  type UncheckedFields,
  type WireCodec,
  type WriteTarget,
} from "../../layout/runtime/index.ts";

/** A message compressed as one LZ4 block, by itself and without a dictionary. */
export interface Lz4PayloadValue {
  /** The size of the message after decompression. Unit: octets. */
  readonly size: number;
  /** One raw LZ4 block. Unit: octets. */
  readonly block: Uint8Array;
}

/** The checks in the order of the code, for issues. */
const checks = {
  sizeShortest: { path: "size", code: "DECO", rule: "shortest", expected: "the shortest form" },
  sizeLeast: { path: "size", code: "DECO", rule: "least", expected: "at least 1" },
} as const;

/** The bounds that a caller can give: `null` for a number, or codes by name. */
const lz4PayloadBounds = {};

/** Reads LZ4 Payload: A message compressed as one LZ4 block, by itself and without a dictionary. */
export function readLz4Payload(octets: Uint8Array, start: number, end: number, state: ReaderState<Lz4PayloadValue>): number {
  let offset = start;

  // Size: VarSize
  if (offset + 1 > end) return state.need(offset + 1 - end);
  const sizeAt = offset;
  offset += 1;
  const sizeLead = octets[sizeAt]!;
  let size: number;
  if (sizeLead <= 253) {
    size = sizeLead;
  } else if (sizeLead === 254) {
    if (offset + 2 > end) return state.need(offset + 2 - end);
    size = (octets[offset + 1]! << 8) | octets[offset]!;
    offset += 2;
    // DECO  R-078  size: the shortest form
    if (size <= 253) return state.fail(checks.sizeShortest, sizeAt, 0, `${size} in 24 bits`);
  } else {
    if (offset + 4 > end) return state.need(offset + 4 - end);
    size = ((octets[offset + 3]! << 24) | (octets[offset + 2]! << 16) | (octets[offset + 1]! << 8) | octets[offset]!) >>> 0;
    offset += 4;
    // DECO  R-078  size: the shortest form
    if (size <= 65535) return state.fail(checks.sizeShortest, sizeAt, 0, `${size} in 40 bits`);
  }
  // DECO  R-078  size: at least 1
  if (size < 1) return state.fail(checks.sizeLeast, sizeAt, 0, size);

  // Block: octets
  const block = state.view(offset, end);
  offset = end;
  state.value = { size, block };
  return offset;
}

/** Writes LZ4 Payload: checks and measures it, then fills its octets. */
export function writeLz4Payload(fields: UncheckedFields, path: string, target?: WriteTarget): Uint8Array {
  let tail: Uint8Array | undefined;
  const tailFrom = target?.long ?? Infinity;
  // Check and measure the value.
  const size = check.whole(path + "size", fields.size, 1, 4294967295);
  let sizeLead = 0;
  let sizeExtra = 0;
  if (size <= 253) {
    sizeLead = size;
  } else if (size <= 65535) {
    sizeLead = 254;
    sizeExtra = 2;
  } else {
    sizeLead = 255;
    sizeExtra = 4;
  }
  const block = fields.block instanceof Uint8Array ? fields.block : check.octets(path + "block", fields.block);
  if (block.length >= tailFrom) tail = block;
  const total = 1 + sizeExtra + block.length;
  const octets =
    target === undefined ? new Uint8Array(total)
    : tail === undefined ? target.take(total)
    : target.take(total - tail.length, tail);
  let offset = target === undefined ? 0 : target.at;
  // Fill the octets.
  octets[offset] = sizeLead;
  offset += 1;
  if (sizeExtra === 2) {
    octets[offset] = size & 255;
    octets[offset + 1] = size >>> 8;
    offset += 2;
  } else if (sizeExtra === 4) {
    octets[offset] = size & 255;
    octets[offset + 1] = (size >>> 8) & 255;
    octets[offset + 2] = (size >>> 16) & 255;
    octets[offset + 3] = (size >>> 24) & 255;
    offset += 4;
  }
  if (tail === undefined) {
    octets.set(block, offset);
    offset += block.length;
  }
  return octets;
}

/** The parts of the codec. */
export const lz4PayloadParts: CodecParts<Lz4PayloadValue> = {
  read: readLz4Payload,
  write: writeLz4Payload,
  bounds: lz4PayloadBounds,
  whole: { path: "lz4-payload", code: "DECO", rule: "size", expected: "1 or more octets" },
};

/** Decodes and encodes LZ4 Payload. */
export const lz4PayloadCodec: WireCodec<Lz4PayloadValue> = /* @__PURE__ */ codecOf(lz4PayloadParts);
