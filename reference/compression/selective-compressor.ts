/**
 * Selects the messages that a sender compresses.
 *
 * @module
 */
import { LocalError } from "../layout/errors.ts";
import type { CompressionMethod } from "../schema/headers/compression.ts";
import type { Compressor } from "./compressor.ts";

/** Options of a sender that compresses. */
export interface MessageCompressionOptions {
  /** The shortest message that is compressed, in octets; default 128. */
  readonly threshold: number;
}

/**
 * The default options. Measured on JSON (`make bench`): lz4 reduces a message of 128 octets to 96 % and one of 200 octets to 79 %;
 * deflate, which has a context, reduces 128 octets to 26 % to 41 %. Below the threshold, the work outweighs the octets saved.
 */
export const defaultCompressionOptions: MessageCompressionOptions = { threshold: 128 };

/** Options of one message. */
export interface CompressOptions {
  /**
   * `false` sends the message uncompressed and keeps it out of the context; default `true`. Use it for a message that contains both
   * a secret and text from another party (Section "Compression" of the security considerations).
   */
  readonly compress?: boolean;
}

/** The method and the payload of a compressed frame. */
export interface CompressedMessage {
  readonly compression: CompressionMethod;
  /** The payload of the frame. */
  readonly payload: Uint8Array;
}

/**
 * Compresses the messages of one direction of a connection, except for those that its options exclude.
 *
 * @example
 * ```ts
 * import { compressor, SelectiveCompressor } from "websocket2";
 *
 * const messages = new SelectiveCompressor("lz4", compressor({ lz4: 9 }), { threshold: 100 });
 * const octets = new TextEncoder().encode("the same words, ".repeat(10));
 * console.log(messages.compress(octets)?.compression); // lz4
 * console.log(messages.compress(octets, { compress: false })); // undefined
 * ```
 */
export class SelectiveCompressor {
  readonly #name: CompressionMethod;
  readonly #compressor: Compressor;
  readonly #threshold: number;

  /** @throws {@link LocalError} if the threshold is negative or not a number */
  constructor(name: CompressionMethod, compressor: Compressor, { threshold }: MessageCompressionOptions = defaultCompressionOptions) {
    if (!(threshold >= 0)) throw new LocalError("threshold", `expected a number of octets, found ${threshold}`);
    this.#name = name;
    this.#compressor = compressor;
    this.#threshold = threshold;
  }

  /**
   * Compresses one message. The caller sends every payload returned, in this order.
   *
   * @param octets - the whole message
   * @returns `undefined` if the message is to be sent uncompressed
   */
  compress(octets: Uint8Array, { compress = true }: CompressOptions = {}): CompressedMessage | undefined {
    if (!compress || octets.length < this.#threshold) return undefined;
    const payload = this.#compressor.compress(octets);
    return payload === undefined ? undefined : { compression: this.#name, payload };
  }
}
