/**
 * Messages to payloads of compressed frames and back: lz4 and deflate, and which messages a sender compresses.
 * Synchronous; nothing here opens a connection.
 *
 * @module
 */
export { compressor, decompressor } from "./methods.ts";
export { type CompressedMessage, type CompressionUse, defaultUse, type MessageOptions, SenderCompression } from "./sender.ts";
export type { Compressor, Decompressed, Decompressor, DecompressorOptions } from "./types.ts";
