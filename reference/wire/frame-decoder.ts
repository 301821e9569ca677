/**
 * The decoder of a stream of frames, with the limits of the protocol.
 *
 * @module
 */
import type { Decoded, Reader } from "../layout/runtime/codec.ts";
import { LocalError } from "../layout/errors.ts";
import type { CompressionName, Frame, FrameOf } from "./frame-types.ts";
import { frameCodec } from "./generated/frame.ts";
import { defaultLimits } from "./generated/limits.ts";
import { PushDecoder } from "./push-decoder.ts";

/** Options of a {@link FrameDecoder} and of {@link decodeFrame}. */
export interface FrameDecoderOptions<C extends CompressionName = CompressionName> {
  /**
   * The greatest payload in octets; the limit `message` by default (16 MiB).
   * Values under the `least` of that limit (64 KiB) are for tests: an endpoint that accepts less does not conform.
   */
  readonly message?: number;
  /** The negotiated compression method; `none` by default. */
  readonly compression?: C;
}

/** The bounds of a decoder. */
interface DecoderBounds {
  readonly message: number;
  readonly compression: CompressionName;
  readonly [name: string]: number | string;
}

/** Readers by their bounds. Connections with equal bounds share a reader, which keeps no data between calls. */
const readers = new Map<string, Reader<Frame>>();

/** The greatest number of cached readers. */
const MAX_CACHED_READERS = 16;

function cachedReader({ message, compression }: DecoderBounds): Reader<Frame> {
  const key = `${compression} ${message}`;
  const kept = readers.get(key);
  if (kept !== undefined) return kept;
  const made = frameCodec.reader({ message, compression });
  if (readers.size >= MAX_CACHED_READERS) readers.clear();
  readers.set(key, made);
  return made;
}

/** @throws {@link LocalError} if an option is out of range */
function boundsOf({ message = defaultLimits.message, compression = "none" }: FrameDecoderOptions): DecoderBounds {
  if (!Number.isInteger(message) || message < 0) {
    throw new LocalError("message", `expected a whole number of octets, found ${message}`);
  }
  return { message, compression };
}

/**
 * Decodes one whole frame. Octets behind it are malformed.
 *
 * @throws {@link LocalError} if an option is out of range
 *
 * @example
 * ```ts
 * import { decodeFrame } from "websocket2/codec";
 *
 * console.log(decodeFrame(Uint8Array.of(3, 0, 72, 105))); // { ok: true, value: { type: 'text', text: 'Hi' } }
 * console.log(decodeFrame(Uint8Array.of(3, 0))); // { ok: false, needs: 2 }
 * ```
 */
export function decodeFrame<C extends CompressionName = "none">(
  octets: Uint8Array,
  options: FrameDecoderOptions<C> = {},
): Decoded<FrameOf<C>> {
  return frameCodec.decode(octets, boundsOf(options)) as Decoded<FrameOf<C>>;
}

/**
 * Cuts the octets of one direction of a connection into frames. A compressed message keeps its payload as it is on the wire.
 *
 * `C` is the compression method. With `none`, `frame.type` tells the fields of a frame: a `text` frame has `text`. With any
 * other method it does so only if `frame.compression` is `undefined`.
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
  /** @throws {@link LocalError} if an option is out of range */
  constructor(options: FrameDecoderOptions<C> = {}) {
    super(cachedReader(boundsOf(options)) as Reader<FrameOf<C>>);
  }
}
