/**
 * A message for many connections, which share its octets.
 *
 * @module
 */
import type { SelectiveCompressor } from "../compression/selective-compressor.ts";
import { encodeFrame } from "../wire/frame-encoder.ts";
import { headSize } from "../wire/head-size.ts";
import type { Message, SendOptions } from "./message.ts";
import type { WorkBudget } from "./limits/work-budget.ts";
import { spendCompression } from "./queues/deferred-message.ts";
import { type SharedFrame, sharedFrame } from "./queues/outbox.ts";

/** Options of a prepared message. */
export interface PrepareOptions extends SendOptions {
  /**
   * Returns the view of a frame that streams receive; by default the octets themselves. A stream that needs another kind of view would
   * otherwise make one for each connection.
   */
  readonly view?: (octets: Uint8Array) => Uint8Array;
}

const unchanged = (octets: Uint8Array): Uint8Array => octets;

/**
 * A message for many connections. Its frame is encoded once, and compressed once for all connections whose compressor makes
 * the same payloads: for each level of lz4. They send the same octets, without a copy for each. deflate compresses for each
 * connection, since its payloads depend on the messages before.
 *
 * @example
 * ```ts
 * import { PreparedMessage } from "websocket2";
 *
 * // For `send` of cores; `prepareMessage` makes one for connections and servers.
 * const message = new PreparedMessage({ type: "text", text: "Grüße" });
 * console.log(message.size); // 7
 * ```
 */
export class PreparedMessage {
  readonly type = "prepared";
  /** Size of the message in octets, before compression; of a text in UTF-8. */
  readonly size: number;
  /** Whether connections may compress the message. */
  readonly compress: boolean;
  /** The message, for a connection that cannot share its frame. @internal */
  readonly message: Message;
  /** The message in octets: a view of the uncompressed frame. */
  readonly #octets: Uint8Array;
  readonly #uncompressed: SharedFrame;
  /** The frame for each payload key. */
  readonly #compressed = new Map<string, SharedFrame>();
  readonly #view: (octets: Uint8Array) => Uint8Array;

  /**
   * @param message - the message; its octets are copied
   * @throws {@link LocalError} if the value is not a message
   */
  constructor(message: Message, { compress = true, view = unchanged }: PrepareOptions = {}) {
    const frame = encodeFrame(message);
    this.#octets = frame.subarray(headSize(frame[0] as number));
    this.size = this.#octets.length;
    this.compress = compress;
    this.message = message.type === "text" ? message : { type: "binary", bytes: this.#octets };
    this.#view = view;
    this.#uncompressed = sharedFrame(view(frame), this.size);
  }

  /**
   * Returns the frame for a connection; `undefined` if it depends on the messages that the connection has sent before.
   *
   * @param compressor - of the connection; `undefined` without compression
   * @param options - of this call of `send`
   * @param budget - counts the compression
   * @internal
   */
  frame(compressor: SelectiveCompressor | undefined, options: SendOptions | undefined, budget: WorkBudget): SharedFrame | undefined {
    if (compressor === undefined || !this.compress || !compressor.selects(this.size, options)) return this.#uncompressed;
    const { payloadKey } = compressor;
    if (payloadKey === undefined) return undefined;
    const known = this.#compressed.get(payloadKey);
    if (known !== undefined) return known;
    spendCompression(budget, compressor, this.size);
    const frame = this.#compressedFrame(compressor);
    this.#compressed.set(payloadKey, frame);
    return frame;
  }

  #compressedFrame(compressor: SelectiveCompressor): SharedFrame {
    const compressed = compressor.compress(this.#octets);
    if (compressed === undefined) return this.#uncompressed;
    return sharedFrame(this.#view(encodeFrame({ type: this.message.type, ...compressed })), this.size);
  }
}
