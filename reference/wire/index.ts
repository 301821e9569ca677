/**
 * Octets to frames and back, header sections to handshakes and back.
 * All of it follows from the schemas; nothing here opens a connection.
 *
 * @module
 */
export * from "./frame-decoder.ts";
export * from "./frame-encoder.ts";
export * from "./frame-codec.ts";
export * from "./handshake/index.ts";
export * from "./push-decoder.ts";
