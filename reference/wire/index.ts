/**
 * Octets to frames and back, header sections to handshakes and back.
 * All of it follows from the schemas; nothing here opens a connection.
 *
 * @module
 */
export * from "./decoder.ts";
export * from "./encoder.ts";
export * from "./frame-codec.ts";
export * from "./handshake/index.ts";
export * from "./push-decoder.ts";
