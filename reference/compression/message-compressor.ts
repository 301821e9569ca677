/**
 * The compressor of messages with the methods of Node.js.
 *
 * @module
 */
import type { CompressionChoice } from "../schema/headers/compression.ts";
import { parseChoice } from "./method.ts";
import { compressor } from "./methods.ts";
import { type MessageCompressionOptions, SelectiveCompressor } from "./selective-compressor.ts";

/**
 * Compresses the messages of one direction of a connection, except for those that its options exclude.
 *
 * @example
 * ```ts
 * import { MessageCompressor } from "websocket2";
 *
 * const messages = new MessageCompressor({ deflate: 15 }, { threshold: 128 });
 * const octets = new TextEncoder().encode("the same words, ".repeat(10));
 * console.log(messages.compress(octets.subarray(0, 100))); // undefined
 * console.log(messages.compress(octets)?.compression); // deflate
 * ```
 */
export class MessageCompressor extends SelectiveCompressor {
  /** @throws {@link LocalError} if the server cannot choose this method and parameter, or the threshold is negative or not a number */
  constructor(choice: CompressionChoice, options?: MessageCompressionOptions) {
    super(parseChoice(choice).name, compressor(choice), options);
  }
}
