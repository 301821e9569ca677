/**
 * Compresses messages into payloads of compressed frames and decompresses them: lz4 and deflate, and the policy that selects the
 * messages to compress. All functions are synchronous.
 *
 * @module
 */
export { compressor, decompressor, type NodeCompressionMethods, nodeCompression } from "./methods.ts";
export type { CompressionImplementations, MethodImplementation } from "./method.ts";
export { MessageCompressor } from "./message-compressor.ts";
export {
  type CompressedMessage,
  type CompressOptions,
  defaultCompressionOptions,
  type MessageCompressionOptions,
  type MessageSteps,
  SelectiveCompressor,
} from "./selective-compressor.ts";
export type { CompressionSteps, Compressor, Decompressed, Decompressor, DecompressorOptions } from "./compressor.ts";
