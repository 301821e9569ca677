/**
 * Creates the decompressor of the messages of one direction of a connection.
 *
 * @module
 */
import { decompressor } from "../../../reference/compression/index.ts";
import { limit as limits } from "../../../reference/schema/index.ts";
import { MessageDecompressor } from "../../frames/message-decompressor.ts";
import type { AgreedCompression } from "../options/agreed-compression.ts";

/** Returns the decompressor. @param message - the limit of the receiver, in octets (default: that of the schema) */
export function messageDecompressor(
  { parameters: choice }: AgreedCompression,
  message: number = limits.value("message"),
): MessageDecompressor {
  return new MessageDecompressor(choice === null ? undefined : decompressor(choice, { message }));
}
