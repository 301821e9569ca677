/**
 * Frames and octets, handshakes and header sections: encoders and decoders without I/O.
 * All of them follow from the schemas.
 *
 * @module
 */
export * from "./frame-decoder.ts";
export type * from "./frame-types.ts";
export * from "./frame-encoder.ts";
export * from "./frame-codec.ts";
export * from "./handshake/index.ts";
export * from "./push-decoder.ts";
