/**
 * The encoder of frames.
 *
 * @module
 */
import { object } from "../layout/runtime/check-value.ts";
import { concat } from "../layout/runtime/text.ts";
import { LocalError } from "../layout/errors.ts";
import type { CompressionName, Frame } from "./frame-types.ts";
import { writeFrame } from "./generated/frame.ts";

/** Options of a {@link FrameEncoder}. */
export interface FrameEncoderOptions {
  /** The negotiated compression method; `none` by default. */
  readonly compression?: CompressionName;
}

/**
 * Returns the octets of a frame.
 *
 * @throws {@link LocalError} if a value is out of range or of the wrong type; it names the field
 *
 * @example
 * ```ts
 * import { encodeFrame } from "websocket2";
 *
 * console.log(encodeFrame({ type: "text", text: "Hi" })); // Uint8Array(4) [ 3, 0, 72, 105 ]
 * ```
 */
export function encodeFrame(frame: Frame): Uint8Array {
  return writeFrame(object("", frame), "");
}

/**
 * Encodes the frames of one connection.
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
   * Returns the octets of frames, in order.
   *
   * @throws {@link LocalError} if a value cannot be encoded, or is compressed by a method that was not negotiated
   */
  encode(...frames: readonly Frame[]): Uint8Array {
    for (const { compression } of frames) {
      if (compression !== undefined && compression !== this.#compression) {
        throw new LocalError("compression", `expected none or the negotiated method (${this.#compression}), found ${compression}`);
      }
    }
    const runs = frames.map(encodeFrame);
    return runs.length === 1 ? (runs[0] as Uint8Array) : concat(runs);
  }
}
