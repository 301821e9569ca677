/**
 * The functions and types that generated modules import. None of them needs Zod.
 *
 * @module
 */
export type { BoundNumbers, KnownBounds } from "./bounds.ts";
export * as furtherCheck from "./check-further.ts";
export * as check from "./check-value.ts";
export type { UncheckedFields } from "./check-value.ts";
export * from "./codec.ts";
export * from "./continued.ts";
export type { FieldCheck } from "./field-check.ts";
export * from "./reader-state.ts";
export * from "./text.ts";
export * from "./wide-integer.ts";
export type { WriteTarget } from "./write-target.ts";
