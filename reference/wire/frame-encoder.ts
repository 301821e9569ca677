/**
 * Frames to octets.
 *
 * @module
 */
import { concat } from "../layout/compile/text.ts";
import { LocalError } from "../layout/errors.ts";
import type { Frame } from "../schema/frames/frame.ts";
import type { CompressionName } from "./frame-decoder.ts";
import { frameCodec } from "./frame-codec.ts";

/** What an encoder may send. */
export interface FrameEncoderOptions {
  /** The negotiated compression method; `none` unless given. */
  readonly compression?: CompressionName;
}

/**
 * The octets of one frame.
 *
 * @throws LocalError where a value is out of range or of the wrong type; it names the field
 *
 * @example
 * ```ts
 * import { encodeFrame } from "websocket2";
 *
 * console.log(encodeFrame({ type: "text", text: "Hi" })); // Uint8Array(4) [ 3, 0, 72, 105 ]
 * ```
 */
export function encodeFrame(frame: Frame): Uint8Array {
  return frameCodec.encode(frame);
}

/**
 * Turns frames into octets for one connection.
 *
 * @example
 * ```ts
 * import { FrameEncoder } from "websocket2";
 *
 * const encoder = new FrameEncoder({ compression: "none" });
 * console.log(encoder.encode({ type: "text", text: "Hi" }, { type: "error", code: "CLOS" }).length); // 10
 * ```
 */
export class FrameEncoder {
  readonly #compression: CompressionName;

  constructor(options: FrameEncoderOptions = {}) {
    this.#compression = options.compression ?? "none";
  }

  /**
   * The octets of some frames, in order.
   *
   * @throws LocalError where a value cannot be encoded, or is compressed by a method that was not negotiated
   */
  encode(...frames: readonly Frame[]): Uint8Array {
    for (const { compression } of frames) {
      if (compression !== undefined && compression !== this.#compression) {
        throw new LocalError("compression", `expected none or what was negotiated (${this.#compression}), found ${compression}`);
      }
    }
    const runs = frames.map(encodeFrame);
    return runs.length === 1 ? (runs[0] as Uint8Array) : concat(runs);
  }
}
