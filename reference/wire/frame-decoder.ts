/**
 * The decoder of WebSocket2 frames: a push decoder with the limits of the protocol.
 *
 * @module
 */
import type { Reader } from "../layout/compile/codec.ts";
import { LocalError } from "../layout/errors.ts";
import type { Frame, FrameOf } from "../schema/frames/frame.ts";
import { limit } from "../schema/limits.ts";
import type { compressionMethod } from "../schema/registries.ts";
import { frameCodec } from "./frame-codec.ts";
import { PushDecoder } from "./push-decoder.ts";

/** The name of a compression method, or `none`. */
export type CompressionName = (typeof compressionMethod.names)[number];

/** What a decoder accepts. */
export interface FrameDecoderOptions<C extends CompressionName = CompressionName> {
  /**
   * The greatest payload in octets; the `message` limit of the schema unless given.
   * Less than the `least` of that limit is for tests: an endpoint that accepts less does not conform.
   */
  readonly message?: number;
  /** The negotiated compression method; `none` unless given. */
  readonly compression?: C;
}

/** Readers are alike for all connections with the same bounds, and hold nothing from one call to the next. */
const readers = new Map<string, Reader<Frame>>();

/** Readers that are kept for the next connection. */
const MAX_CACHED_READERS = 16;

function cachedReader(message: number, compression: CompressionName): Reader<Frame> {
  const key = `${compression} ${message}`;
  const kept = readers.get(key);
  if (kept !== undefined) return kept;
  const made = frameCodec.reader({ message, compression });
  if (readers.size >= MAX_CACHED_READERS) readers.clear();
  readers.set(key, made);
  return made;
}

/**
 * Cuts the octets of one direction of a connection into frames. A compressed message keeps its payload as it is on the wire.
 *
 * `C` is the compression method. With `none`, `frame.type` tells the fields of a frame: a `text` frame has `text`. With any
 * other method it does so only where `frame.compression` is `undefined`.
 *
 * @example
 * ```ts
 * import { encodeFrame, FrameDecoder, issueText } from "websocket2";
 *
 * const decoder = new FrameDecoder({ message: 65536, compression: "none" });
 * const octets = encodeFrame({ type: "text", text: "Hi" });
 * console.log(decoder.push(octets.subarray(0, 3))); // []
 * console.log(decoder.push(octets.subarray(3))); // [ { type: 'text', text: 'Hi' } ]
 * if (decoder.fault !== undefined) console.log(issueText(decoder.fault));
 * ```
 */
export class FrameDecoder<C extends CompressionName = "none"> extends PushDecoder<FrameOf<C>> {
  /** @throws {@link LocalError} where an option is out of range */
  constructor(options: FrameDecoderOptions<C> = {}) {
    const message = options.message ?? limit.value("message");
    if (!Number.isInteger(message) || message < 0) {
      throw new LocalError("message", `expected a whole number of octets, found ${message}`);
    }
    super(cachedReader(message, options.compression ?? "none") as Reader<FrameOf<C>>);
  }
}
