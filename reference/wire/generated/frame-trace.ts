/**
 * Frame: One message, error, ping or pong.
 *
 * Generated from reference/schema/frames/frame.ts by `make codec`; do not edit.
 * Notes each field that it reads; ./frame.ts is the same reader without notes.
 *
 * @module
 */
import { MALFORMED, latin1Text, octetsWithin, utf8Text, type ReaderState } from "../../layout/runtime/index.ts";
import type { FrameValue, FrameBounds } from "./frame.ts";

/** Names by code: Compression Methods. */
const compressionNames = ["none", "lz4", "deflate"] as const;

/** Names by code: Frame Types. */
const frameTypeNames = ["text", "binary", "error", "ping"] as const;

/** Names by code: Ping Kinds. */
const pingKindNames = ["ping", "pong"] as const;

/** The checks in the order of the code, for issues. */
const checks = {
  lengthShortest: { path: "length", code: "FRAM", rule: "shortest", expected: "the shortest form" },
  lengthLeast: { path: "length", code: "FRAM", rule: "least", expected: "at least 1" },
  lengthBound: { path: "length", code: "LRGE", rule: "bound", expected: "at most", bound: { name: "message", overhead: 1 } },
  reservedEquals: { path: "reserved", code: "FRAM", rule: "equals", expected: "0" },
  compressionRegistered: { path: "compression", code: "FRAM", rule: "registered", expected: "none (0), lz4 (1), deflate (2)" },
  compressionAgreed: {
    path: "compression",
    code: "FRAM",
    rule: "agreed",
    expected: "only what was agreed",
    bound: { name: "compression", overhead: 0 },
  },
  compressionSealable: { path: "compression", code: "FRAM", rule: "sealable", expected: "none unless type is text or binary" },
  compressedPayloadSize: { path: "payload", code: "DECO", rule: "size", expected: "1 or more octets" },
  textUtf8: { path: "text", code: "UTF8", rule: "utf8", expected: "UTF-8" },
  errorPayloadSize: { path: "payload", code: "FRAM", rule: "size", expected: "4, or 6 to 129 octets" },
  codeRegistered: { path: "code", code: "FRAM", rule: "registered", expected: "a code of octets 20 to 7E" },
  reasonUtf8: { path: "reason", code: "UTF8", rule: "utf8", expected: "UTF-8" },
  pingPayloadSize: { path: "payload", code: "FRAM", rule: "size", expected: "9 octets" },
  kindRegistered: { path: "kind", code: "FRAM", rule: "registered", expected: "ping (0), pong (1)" },
} as const;

/** Reads and notes each field of Frame: One message, error, ping or pong. */
export function traceFrame(octets: Uint8Array, start: number, end: number, state: ReaderState<FrameValue>, bounds: FrameBounds): number {
  let offset = start;

  // Length: VarSize
  if (offset + 1 > end) return state.need(offset + 1 - end);
  const lengthAt = offset;
  offset += 1;
  const lengthLead = octets[lengthAt]!;
  let length: number;
  if (lengthLead <= 253) {
    length = lengthLead;
    state.mark("length", lengthAt, 0, 8, length);
  } else if (lengthLead === 254) {
    if (offset + 2 > end) return state.need(offset + 2 - end);
    length = (octets[offset + 1]! << 8) | octets[offset]!;
    offset += 2;
    state.mark("length", lengthAt, 0, 24, length);
    // FRAM  R-055  length: the shortest form
    if (length <= 253) return state.fail(checks.lengthShortest, lengthAt, 0, `${length} in 24 bits`);
  } else {
    if (offset + 4 > end) return state.need(offset + 4 - end);
    length = ((octets[offset + 3]! << 24) | (octets[offset + 2]! << 16) | (octets[offset + 1]! << 8) | octets[offset]!) >>> 0;
    offset += 4;
    state.mark("length", lengthAt, 0, 40, length);
    // FRAM  R-055  length: the shortest form
    if (length <= 65535) return state.fail(checks.lengthShortest, lengthAt, 0, `${length} in 40 bits`);
  }
  // FRAM  R-056  length: at least 1
  if (length < 1) return state.fail(checks.lengthLeast, lengthAt, 0, length);
  // LRGE  R-056  length: at most bounds.message + 1
  if (length > bounds.message + 1) return state.fail(checks.lengthBound, lengthAt, 0, length);
  const frameEnd = offset + length;

  // Reserved (4), Compression (2), Type (2)
  if (offset + 1 > end) return state.need(offset + 1 - end);
  const reservedAt = offset;
  offset += 1;
  const reserved = octets[reservedAt]! >> 4;
  state.mark("reserved", reservedAt, 0, 4, reserved);
  // FRAM  R-056  reserved: 0
  if (reserved !== 0) return state.fail(checks.reservedEquals, reservedAt, 0, reserved);
  const compression = (octets[reservedAt]! >> 2) & 3;
  state.mark("compression", reservedAt, 4, 2, compressionNames[compression] ?? compression);
  // FRAM  R-056  compression: none (0), lz4 (1), deflate (2)
  if (compression > 2) return state.fail(checks.compressionRegistered, reservedAt, 4, compressionNames[compression] ?? compression);
  // FRAM  R-056  compression: only what was agreed: bounds.compression
  if (compression !== 0 && compression !== bounds.compression) {
    return state.fail(checks.compressionAgreed, reservedAt, 4, compressionNames[compression] ?? compression);
  }
  const type = octets[reservedAt]! & 3;
  state.mark("type", reservedAt, 6, 2, frameTypeNames[type] ?? type);
  if (compression !== 0) {
    // FRAM  R-056  compression: none unless type is text or binary
    if (type !== 0 && type !== 1) {
      return state.fail(checks.compressionSealable, reservedAt, 4, compressionNames[compression] ?? compression);
    }
    // DECO  R-076  payload: 1 or more octets
    if (frameEnd - offset < 1) return state.fail(checks.compressedPayloadSize, offset, 0, `${frameEnd - offset} octets`);
    if (frameEnd > end) return state.need(frameEnd - end);

    // Payload: octets
    const payload = state.view(offset, frameEnd);
    state.mark("payload", offset, 0, (frameEnd - offset) * 8, payload);
    offset = frameEnd;
    state.value = {
      type: frameTypeNames[type] as "text" | "binary",
      compression: compressionNames[compression] as "lz4" | "deflate",
      payload,
    };
    return offset;
  }
  switch (type) {
    case 0: { // text
      if (frameEnd > end) return state.need(frameEnd - end);

      // Text: UTF-8
      const text = utf8Text(octets, offset, frameEnd);
      state.mark("text", offset, 0, (frameEnd - offset) * 8, text ?? octets.subarray(offset, frameEnd));
      // UTF8  R-061  text: UTF-8
      if (text === undefined) return state.fail(checks.textUtf8, offset, 0, octets.subarray(offset, frameEnd));
      offset = frameEnd;
      state.value = { type: "text", text };
      return offset;
    }
    case 1: { // binary
      if (frameEnd > end) return state.need(frameEnd - end);

      // Bytes: octets
      const bytes = state.view(offset, frameEnd);
      state.mark("bytes", offset, 0, (frameEnd - offset) * 8, bytes);
      offset = frameEnd;
      state.value = { type: "binary", bytes };
      return offset;
    }
    case 2: { // error
      // FRAM  R-056  payload: 4, or 6 to 129 octets
      if (!(frameEnd - offset === 4 || (frameEnd - offset >= 6 && frameEnd - offset <= 129))) {
        return state.fail(checks.errorPayloadSize, offset, 0, `${frameEnd - offset} octets`);
      }
      if (frameEnd > end) return state.need(frameEnd - end);

      // Code: 4 octets of ASCII
      const code = latin1Text(octets, offset, offset + 4);
      state.mark("code", offset, 0, 32, code);
      // FRAM  R-062  code: a code of octets 20 to 7E
      if (!octetsWithin(octets, offset, offset + 4, 0x20, 0x7e)) {
        return state.fail(checks.codeRegistered, offset, 0, octets.subarray(offset, offset + 4));
      }
      offset += 4;
      if (offset < frameEnd) {
        // Status (16)
        const statusAt = offset;
        offset += 2;
        const status = (octets[statusAt + 1]! << 8) | octets[statusAt]!;
        state.mark("status", statusAt, 0, 16, status);

        // Reason: UTF-8
        const reason = utf8Text(octets, offset, frameEnd);
        state.mark("reason", offset, 0, (frameEnd - offset) * 8, reason ?? octets.subarray(offset, frameEnd));
        // UTF8  R-062  reason: UTF-8
        if (reason === undefined) return state.fail(checks.reasonUtf8, offset, 0, octets.subarray(offset, frameEnd));
        offset = frameEnd;
        state.value = { type: "error", code, status, reason };
        return offset;
      }
      state.value = { type: "error", code };
      return offset;
    }
    case 3: { // ping
      // FRAM  R-056  payload: 9 octets
      if (frameEnd - offset !== 9) return state.fail(checks.pingPayloadSize, offset, 0, `${frameEnd - offset} octets`);
      if (frameEnd > end) return state.need(frameEnd - end);

      // Kind (8)
      const kindAt = offset;
      offset += 1;
      const kind = octets[kindAt]!;
      state.mark("kind", kindAt, 0, 8, pingKindNames[kind] ?? kind);
      // FRAM  R-068  kind: ping (0), pong (1)
      if (kind > 1) return state.fail(checks.kindRegistered, kindAt, 0, pingKindNames[kind] ?? kind);

      // Data: octets
      const dataEnd = offset + 8;
      const data = state.view(offset, dataEnd);
      state.mark("data", offset, 0, (dataEnd - offset) * 8, data);
      offset = dataEnd;
      state.value = { type: "ping", kind: pingKindNames[kind]!, data };
      return offset;
    }
  }
  return MALFORMED; // Not reached: each case returns.
}
