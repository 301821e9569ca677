/**
 * Creates the decompressor of the messages of one direction of a connection.
 *
 * @module
 */
import { decompressor } from "../../../reference/compression/index.ts";
import { type CompressionChoice, limit as limits } from "../../../reference/schema/index.ts";
import { MessageDecompressor } from "../../frames/message-decompressor.ts";

/**
 * Returns the decompressor.
 *
 * @param choice - the negotiated method with its parameter; `null` without compression
 * @param message - the limit of the receiver, in octets (default: that of the schema)
 */
export function messageDecompressor(choice: CompressionChoice | null, message: number = limits.value("message")): MessageDecompressor {
  return new MessageDecompressor(choice === null ? undefined : decompressor(choice, { message }));
}
