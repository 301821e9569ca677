/**
 * Which messages a sender compresses.
 *
 * @module
 */
import { LocalError } from "../layout/errors.ts";
import type { CompressionChoice, CompressionMethod } from "../schema/headers/compression.ts";
import { chosenMethod, compressor } from "./methods.ts";
import type { Compressor } from "./compressor.ts";

/** What a sender compresses. */
export interface MessageCompressionOptions {
  /** Messages of fewer octets go uncompressed. */
  readonly threshold: number;
}

/**
 * What is compressed unless told otherwise. Measured on JSON (`make bench`): at 128 octets lz4 leaves 96 % of a message and at 200
 * octets 79 %; deflate, which has a context, leaves 26 % to 41 % at 128 already. Below, the work outweighs what is saved.
 */
export const defaultCompressionOptions: MessageCompressionOptions = { threshold: 128 };

/** What the application says of one message. */
export interface CompressOptions {
  /** `false` for a message that mixes secrets with text that others choose: it is sent as it is and enters no context. */
  readonly compress?: boolean;
}

/** How a message is sent. */
export interface CompressedMessage {
  readonly compression: CompressionMethod;
  /** The payload of its frame. */
  readonly payload: Uint8Array;
}

/** The sender's choice, message by message, in one direction of a connection. */
export class MessageCompressor {
  readonly #name: CompressionMethod;
  readonly #compressor: Compressor;
  readonly #threshold: number;

  /** @throws LocalError where the choice is none that a server can make, or the threshold is negative or no number */
  constructor(choice: CompressionChoice, { threshold }: MessageCompressionOptions = defaultCompressionOptions) {
    if (!(threshold >= 0)) throw new LocalError("threshold", `expected a number of octets, found ${threshold}`);
    this.#name = chosenMethod(choice).name;
    this.#compressor = compressor(choice);
    this.#threshold = threshold;
  }

  /**
   * Compresses a message where that pays; what comes back has to be sent, in this order.
   *
   * @param octets - the whole message
   * @returns `undefined` where the message is to be sent as it is
   */
  compress(octets: Uint8Array, { compress = true }: CompressOptions = {}): CompressedMessage | undefined {
    if (!compress || octets.length < this.#threshold) return undefined;
    const payload = this.#compressor.compress(octets);
    return payload === undefined ? undefined : { compression: this.#name, payload };
  }
}
