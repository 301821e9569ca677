/**
 * A hand-written reader of frames, optimized for speed: the yardstick of the compiled one. It passes the same vectors and runs in the
 * same push loop. Only the benchmark uses it.
 *
 * @module
 */
import type { Reader } from "../../reference/layout/runtime/codec.ts";
import { MALFORMED, NEEDS, ReaderState } from "../../reference/layout/runtime/reader-state.ts";
import { latin1Text, octetsWithin, utf8Text } from "../../reference/layout/runtime/text.ts";
import type { Issue } from "../../reference/layout/errors.ts";
import { type CompressionMethod, compressionMethod, type Frame } from "../../reference/schema/index.ts";

class HandWrittenState extends ReaderState<Frame> {
  /** The agreed compression method. */
  readonly method: CompressionMethod;

  constructor(method: CompressionMethod) {
    super({});
    this.method = method;
  }

  stop(code: string): number {
    this.issue = { code } as Issue;
    return MALFORMED;
  }
}

type ReadPayload = (b: Uint8Array, p: number, stop: number, r: HandWrittenState) => number;

const text: ReadPayload = (b, p, stop, r) => {
  const value = utf8Text(b, p, stop);
  if (value === undefined) return r.stop("UTF8");
  r.value = { type: "text", text: value };
  return stop;
};

const binary: ReadPayload = (b, p, stop, r) => {
  r.value = { type: "binary", bytes: r.view(p, stop) };
  return stop;
};

const error: ReadPayload = (b, p, stop, r) => {
  if (!octetsWithin(b, p, p + 4, 0x20, 0x7e)) return r.stop("FRAM");
  const code = latin1Text(b, p, p + 4);
  if (stop - p === 4) {
    r.value = { type: "error", code };
    return stop;
  }
  const reason = utf8Text(b, p + 6, stop);
  if (reason === undefined) return r.stop("UTF8");
  r.value = { type: "error", code, status: (b[p + 4] as number) | ((b[p + 5] as number) << 8), reason };
  return stop;
};

const ping: ReadPayload = (b, p, stop, r) => {
  const kind = b[p] as number;
  if (kind > 1) return r.stop("FRAM");
  r.value = { type: "ping", kind: kind === 0 ? "ping" : "pong", data: r.view(p + 1, stop) };
  return stop;
};

const payloads: readonly ReadPayload[] = [text, binary, error, ping];

function sizeFits(type: number, octets: number): boolean {
  if (type === 3) return octets === 9;
  return type < 2 || octets === 4 || (octets >= 6 && octets <= 129);
}

function compressed(b: Uint8Array, p: number, stop: number, flags: number, r: HandWrittenState): number {
  r.value = { type: (flags & 3) === 0 ? "text" : "binary", compression: r.method, payload: r.view(p, stop) };
  return stop;
}

/** Reads one frame. @param agreed - the code of the compression method, 0 for none. @returns the offset after the frame, or a marker */
function readFrame(b: Uint8Array, p: number, end: number, r: HandWrittenState, message: number, agreed: number): number {
  let length = b[p++] as number;
  if (length === 254) {
    if (p + 2 > end) return r.need(p + 2 - end);
    length = (b[p] as number) | ((b[p + 1] as number) << 8);
    if (length < 254) return r.stop("FRAM");
    p += 2;
  } else if (length === 255) {
    if (p + 4 > end) return r.need(p + 4 - end);
    length = ((b[p] as number) | ((b[p + 1] as number) << 8) | ((b[p + 2] as number) << 16) | ((b[p + 3] as number) << 24)) >>> 0;
    if (length < 65536) return r.stop("FRAM");
    p += 4;
  }
  if (length === 0) return r.stop("FRAM");
  if (length - 1 > message) return r.stop("LRGE");
  if (p === end) return r.need(1);
  const flags = b[p++] as number;
  const stop = p + length - 1;
  if (flags > 15) return r.stop("FRAM");
  if (flags > 3) {
    if (flags >> 2 !== agreed) return r.stop("FRAM");
    if ((flags & 3) > 1) return r.stop("FRAM");
    if (stop === p) return r.stop("DECO");
    if (stop > end) return r.need(stop - end);
    return compressed(b, p, stop, flags, r);
  }
  if (!sizeFits(flags, length - 1)) return r.stop("FRAM");
  if (stop > end) return r.need(stop - end);
  return (payloads[flags] as ReadPayload)(b, p, stop, r);
}

/**
 * Returns the hand-written reader.
 *
 * @param message - the longest payload, in octets
 * @param compression - the agreed method; none unless given
 */
export function handWrittenReader(message: number, compression = "none"): Reader<Frame> {
  const state = new HandWrittenState(compression as CompressionMethod);
  const agreed = Number(compressionMethod.find(compression)?.code);
  return {
    state,
    read: (octets, start, end) => {
      state.begin(octets, start);
      return start >= end ? NEEDS : readFrame(octets, start, end, state, message, agreed);
    },
  };
}
