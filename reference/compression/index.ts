/**
 * Messages to payloads of compressed frames and back: lz4 and deflate, and which messages a sender compresses.
 * Synchronous; nothing here opens a connection.
 *
 * @module
 */
export { compressor, decompressor } from "./methods.ts";
export { type CompressedMessage, type MessageCompressionOptions, defaultCompressionOptions, type CompressOptions, MessageCompressor } from "./message-compressor.ts";
export type { Compressor, Decompressed, Decompressor, DecompressorOptions } from "./compressor.ts";
