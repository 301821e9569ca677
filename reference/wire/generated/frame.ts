/**
 * Frame: One message, error, ping or pong.
 *
 * Generated from reference/schema/frames/frame.ts by `make codec`; do not edit.
 *
 * @module
 */
import {
  MALFORMED,
  check,
  codecOf,
  latin1Text,
  noOctets,
  octetsWithin,
  utf8Octets,
  utf8Text,
  utf8Write,
  type CodecParts,
  type ReaderState,
  type UncheckedFields,
  type WireCodec,
  type WriteTarget,
} from "../../layout/runtime/index.ts";

/** One message, error, ping or pong. */
export type FrameValue =
  | {
      /** The type of the frame, which determines its payload. */
      readonly type: "text";
      readonly compression?: undefined;
      /** The whole message in UTF-8. A byte order mark, NUL and noncharacters are part of it. Unit: octets. */
      readonly text: string;
    }
  | {
      /** The type of the frame, which determines its payload. */
      readonly type: "binary";
      readonly compression?: undefined;
      /** The whole message. Unit: octets. */
      readonly bytes: Uint8Array;
    }
  | {
      /** The type of the frame, which determines its payload. */
      readonly type: "error";
      readonly compression?: undefined;
      /** Four ASCII octets in reading order. */
      readonly code: "CLOS" | "UTF8" | "DECO" | "FRAM" | "LRGE" | (string & {});
      readonly status?: undefined;
      readonly reason?: undefined;
    }
  | {
      /** The type of the frame, which determines its payload. */
      readonly type: "error";
      readonly compression?: undefined;
      /** Four ASCII octets in reading order. */
      readonly code: "CLOS" | "UTF8" | "DECO" | "FRAM" | "LRGE" | (string & {});
      /** The close code of the application. */
      readonly status: number;
      /** The close reason of the application, in UTF-8. Unit: octets. */
      readonly reason: string;
    }
  | {
      /** The type of the frame, which determines its payload. */
      readonly type: "ping";
      readonly compression?: undefined;
      /** Whether the frame is a ping or a pong. */
      readonly kind: "ping" | "pong";
      /** Octets that the sender of a ping chooses. The pong repeats them. Unit: octets. */
      readonly data: Uint8Array;
    }
  | {
      /** The type of the frame, which determines its payload. */
      readonly type: "text" | "binary";
      /** The method that compresses the payload. */
      readonly compression: "lz4" | "deflate";
      /** The compressed message. An endpoint does not compress an empty message. Unit: octets. */
      readonly payload: Uint8Array;
    };

/** The bounds as numbers. */
export type FrameBounds = {
  readonly message: number; // Infinity for no limit
  readonly compression: number; // a code; -1 where none was agreed on
};

/** Names by code: Compression Methods. */
const compressionNames = ["none", "lz4", "deflate"] as const;

/** Names by code: Frame Types. */
const frameTypeNames = ["text", "binary", "error", "ping"] as const;

/** Names by code: Ping Kinds. */
const pingKindNames = ["ping", "pong"] as const;

/** Codes by name: Compression Methods. */
const compressionCodes = new Map([["none", 0], ["lz4", 1], ["deflate", 2]]);

/** Codes by name: Frame Types. */
const frameTypeCodes = new Map([["text", 0], ["binary", 1], ["error", 2], ["ping", 3]]);

/** Cases that can be opaque: Payload. */
const typeOpaque = ["text", "binary"];

/** Sizes in octets: Payload. */
const payloadSizes = [[1, null]] as const;

/** Codes by name: Error Codes. */
const errorCodes = new Map([["CLOS", "CLOS"], ["UTF8", "UTF8"], ["DECO", "DECO"], ["FRAM", "FRAM"], ["LRGE", "LRGE"]]);

/** Values that a sender may use: Status. */
const statusSends = [[1000, 1003], [1007, 1014], [3000, 4999]] as const;

/** Sizes in octets: Reason. */
const reasonSizes = [[0, 123]] as const;

/** Codes by name: Ping Kinds. */
const pingKindCodes = new Map([["ping", 0], ["pong", 1]]);

/** Sizes in octets: Data. */
const dataSizes = [[8, 8]] as const;

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

/** The bounds that a caller can give: `null` for a number, or codes by name. */
const frameBounds = { message: null, compression: compressionCodes };

/** Reads Frame: One message, error, ping or pong. */
export function readFrame(octets: Uint8Array, start: number, end: number, state: ReaderState<FrameValue>, bounds: FrameBounds): number {
  let offset = start;

  // Length: VarSize
  if (offset + 1 > end) return state.need(offset + 1 - end);
  const lengthAt = offset;
  offset += 1;
  const lengthLead = octets[lengthAt]!;
  let length: number;
  if (lengthLead <= 253) {
    length = lengthLead;
  } else if (lengthLead === 254) {
    if (offset + 2 > end) return state.need(offset + 2 - end);
    length = (octets[offset + 1]! << 8) | octets[offset]!;
    offset += 2;
    // FRAM  R-055  length: the shortest form
    if (length <= 253) return state.fail(checks.lengthShortest, lengthAt, 0, `${length} in 24 bits`);
  } else {
    if (offset + 4 > end) return state.need(offset + 4 - end);
    length = ((octets[offset + 3]! << 24) | (octets[offset + 2]! << 16) | (octets[offset + 1]! << 8) | octets[offset]!) >>> 0;
    offset += 4;
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
  // FRAM  R-056  reserved: 0
  if (reserved !== 0) return state.fail(checks.reservedEquals, reservedAt, 0, reserved);
  const compression = (octets[reservedAt]! >> 2) & 3;
  // FRAM  R-056  compression: none (0), lz4 (1), deflate (2)
  if (compression > 2) return state.fail(checks.compressionRegistered, reservedAt, 4, compressionNames[compression] ?? compression);
  // FRAM  R-056  compression: only what was agreed: bounds.compression
  if (compression !== 0 && compression !== bounds.compression) {
    return state.fail(checks.compressionAgreed, reservedAt, 4, compressionNames[compression] ?? compression);
  }
  const type = octets[reservedAt]! & 3;
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

        // Reason: UTF-8
        const reason = utf8Text(octets, offset, frameEnd);
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
      // FRAM  R-068  kind: ping (0), pong (1)
      if (kind > 1) return state.fail(checks.kindRegistered, kindAt, 0, pingKindNames[kind] ?? kind);

      // Data: octets
      const dataEnd = offset + 8;
      const data = state.view(offset, dataEnd);
      offset = dataEnd;
      state.value = { type: "ping", kind: pingKindNames[kind]!, data };
      return offset;
    }
  }
  return MALFORMED; // Not reached: each case returns.
}

/** Writes Frame: checks and measures it, then fills its octets. */
export function writeFrame(fields: UncheckedFields, path: string, target?: WriteTarget): Uint8Array {
  let payloadSize = 0;
  let payload = noOctets;
  let textSize = 0;
  let bytes = noOctets;
  let code = noOctets;
  let status = 0;
  let reasonSize = 0;
  let closingSize = 0;
  let kind = 0;
  let data = noOctets;
  let tail: Uint8Array | undefined;
  const tailFrom = target?.long ?? Infinity;
  // Check and measure the value.
  const compression =
    fields.compression === undefined ? 0
    : fields.compression === "none" ? 0
    : fields.compression === "lz4" ? 1
    : fields.compression === "deflate" ? 2
    : check.code(path + "compression", fields.compression, compressionCodes);
  const type =
    fields.type === "text" ? 0
    : fields.type === "binary" ? 1
    : fields.type === "error" ? 2
    : fields.type === "ping" ? 3
    : check.code(path + "type", fields.type, frameTypeCodes);
  if (fields.compression !== undefined) {
    check.oneOf(path + "type", fields.type, typeOpaque);
    payload =
      fields.payload instanceof Uint8Array && fields.payload.length >= 1 ? fields.payload
      : check.octets(path + "payload", fields.payload, payloadSizes);
    if (payload.length >= tailFrom) tail = payload;
    payloadSize = payload.length;
  } else {
    switch (fields.type) {
      case "text": {
        textSize = check.utf8(path + "text", fields.text);
        if (textSize >= tailFrom) tail = utf8Octets(fields.text as string);
        payloadSize = textSize;
        break;
      }
      case "binary": {
        bytes = fields.bytes instanceof Uint8Array ? fields.bytes : check.octets(path + "bytes", fields.bytes);
        if (bytes.length >= tailFrom) tail = bytes;
        payloadSize = bytes.length;
        break;
      }
      case "error": {
        code = utf8Octets(check.asciiCode(path + "code", fields.code, errorCodes, 4, 0x20, 0x7e));
        if (fields.status !== undefined || fields.reason !== undefined) {
          status = check.sendable(path + "status", check.whole(path + "status", fields.status, 0, 65535), statusSends);
          reasonSize = check.utf8(path + "reason", fields.reason, reasonSizes);
          if (reasonSize >= tailFrom) tail = utf8Octets(fields.reason as string);
          closingSize = 2 + reasonSize;
        }
        payloadSize = 4 + closingSize;
        break;
      }
      case "ping": {
        kind =
          fields.kind === "ping" ? 0
          : fields.kind === "pong" ? 1
          : check.code(path + "kind", fields.kind, pingKindCodes);
        data =
          fields.data instanceof Uint8Array && fields.data.length === 8 ? fields.data
          : check.octets(path + "data", fields.data, dataSizes);
        payloadSize = 9;
        break;
      }
    }
  }
  const length = 1 + payloadSize;
  if (length < 1 || length > 4294967295) check.whole(path + "length", length, 1, 4294967295);
  let lengthLead = 0;
  let lengthExtra = 0;
  if (length <= 253) {
    lengthLead = length;
  } else if (length <= 65535) {
    lengthLead = 254;
    lengthExtra = 2;
  } else {
    lengthLead = 255;
    lengthExtra = 4;
  }
  const total = 2 + lengthExtra + payloadSize;
  const octets =
    target === undefined ? new Uint8Array(total)
    : tail === undefined ? target.take(total)
    : target.take(total - tail.length, tail);
  let offset = target === undefined ? 0 : target.at;
  // Fill the octets.
  octets[offset] = lengthLead;
  offset += 1;
  if (lengthExtra === 2) {
    octets[offset] = length & 255;
    octets[offset + 1] = length >>> 8;
    offset += 2;
  } else if (lengthExtra === 4) {
    octets[offset] = length & 255;
    octets[offset + 1] = (length >>> 8) & 255;
    octets[offset + 2] = (length >>> 16) & 255;
    octets[offset + 3] = (length >>> 24) & 255;
    offset += 4;
  }
  octets[offset] = (compression << 2) | type;
  offset += 1;
  if (fields.compression !== undefined) {
    if (tail === undefined) {
      octets.set(payload, offset);
      offset += payload.length;
    }
  } else {
    switch (fields.type) {
      case "text": {
        if (tail === undefined) {
          utf8Write(octets, fields.text as string, offset, textSize);
          offset += textSize;
        }
        break;
      }
      case "binary": {
        if (tail === undefined) {
          octets.set(bytes, offset);
          offset += bytes.length;
        }
        break;
      }
      case "error": {
        octets.set(code, offset);
        offset += 4;
        if (fields.status !== undefined || fields.reason !== undefined) {
          octets[offset] = status & 255;
          octets[offset + 1] = status >>> 8;
          offset += 2;
          if (tail === undefined) {
            utf8Write(octets, fields.reason as string, offset, reasonSize);
            offset += reasonSize;
          }
        }
        break;
      }
      case "ping": {
        octets[offset] = kind;
        offset += 1;
        octets.set(data, offset);
        offset += data.length;
        break;
      }
    }
  }
  return octets;
}

/** The parts of the codec. */
export const frameParts: CodecParts<FrameValue, FrameBounds> = {
  read: readFrame,
  write: writeFrame,
  bounds: frameBounds,
  whole: { path: "frame", code: "FRAM", rule: "size", expected: "2 or more octets" },
};

/** Decodes and encodes Frame. */
export const frameCodec: WireCodec<FrameValue> = /* @__PURE__ */ codecOf(frameParts);
