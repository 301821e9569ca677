/**
 * The layout language: Zod types that also describe their octets on the wire.
 * A protocol is written in this language, compiled to a codec, and described as plain data. The language itself knows no protocol.
 *
 * @module
 */
export * from "./code.ts";
export type { CheckPlace, RequirementOf } from "./compile/checks.ts";
export type { ChecksumFunction, ChecksumFunctions } from "./compile/checksums.ts";
export {
  type Codec,
  compile,
  compileContinued,
  compileElement,
  type CodecOptions,
  compilePrefixed,
  compileStruct,
  sourceOf,
} from "./compile/codec.ts";
export type { SourceOptions } from "./compile/module.ts";
export { compilePiecewise, type Piece, type PiecewiseCodec, type PieceReader } from "./compile/piecewise.ts";
export { type Continued, continued, type ContinuedDoc } from "./continued.ts";
export * from "./describe.ts";
export * from "./errors.ts";
export * from "./http-field.ts";
export { bigInt, type BigIntegerOptions, bigUint, flag, int, type IntegerOptions, uint } from "./integer.ts";
export * from "./limits.ts";
export * from "./machine/machine.ts";
export type * from "./model.ts";
export * from "./octet-string.ts";
export * from "./plain.ts";
export { type Prefixed, prefixed, type PrefixedDoc, type PrefixedOptions } from "./prefixed.ts";
export * from "./registry.ts";
export * from "./runtime/index.ts";
export { type Before, type Closing, type Counted, counted, type FieldSize, rangesText, type Rest, rest, type Until } from "./size.ts";
export * from "./stream.ts";
export type { ChecksumOptions } from "./struct/checksum.ts";
export type { CountingOptions } from "./struct/counting.ts";
export { bare, type LastItem, nested, repeated } from "./struct/nested.ts";
export { recursive, type RecursiveOptions } from "./struct/recursion.ts";
export * from "./struct/struct.ts";
export * from "./structured-field.ts";
export { type FieldDoc, type StructDoc } from "./struct/model.ts";
export { type VariableInteger, type VariableIntegerOptions } from "./variable-integer.ts";
export { type FaultCodes, type WireInfo, wireTypes } from "./wire-type.ts";
