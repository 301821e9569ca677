/**
 * The codec of frames by itself, for browsers and small programs. It needs no package and generates no code at run time.
 *
 * @module
 */
export { type Issue, issueText, LocalError } from "./layout/errors.ts";
export type { Decoded } from "./layout/runtime/codec.ts";
export * from "./wire/frame-decoder.ts";
export * from "./wire/frame-encoder.ts";
export type * from "./wire/frame-types.ts";
