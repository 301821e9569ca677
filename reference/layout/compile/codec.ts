/**
 * Codecs: a layout compiled once, to decode, to encode, to read from a stream, to trace.
 *
 * @module
 */
import { isEncoded } from "../encoded-element.ts";
import { LayoutError } from "../errors.ts";
import type {
  ConstraintModel,
  ContinuedModel,
  EncodedElementModel,
  IntegerRange,
  Model,
  PrefixedModel,
  StructModel,
  VariableIntegerModel,
  VariableIntegerUseModel,
} from "../model.ts";
import type { BoundNumbers } from "../runtime/bounds.ts";
import { codecOf, type CodecParts, type ReadFunction, type Traced, tracerOf, type WireCodec } from "../runtime/codec.ts";
import type { Bounds } from "../runtime/reader-state.ts";
import { formConstraints } from "../variable-integer.ts";
import { checkNames } from "../struct/names.ts";
import { checkEnclosed } from "../struct/recursion.ts";
import { fieldBits } from "../struct/sizes.ts";
import type { Struct } from "../struct/struct.ts";
import type { ChecksumFunctions } from "./checksums.ts";
import { compiledParts, compiledTrace, moduleText, type SourceOptions, type CompiledElement } from "./module.ts";
import type { ElementsById } from "./module-scope.ts";

/** A layout compiled. */
export interface Codec<V> extends WireCodec<V> {
  /** The model of the layout. */
  readonly model: EncodedElementModel;
  /** Decodes as {@link WireCodec.decode} does, and notes each field with its bits. */
  readonly trace: (octets: Uint8Array, bounds?: Bounds) => Traced<V>;
  /**
   * Returns the text of a module that decodes and encodes, without Zod and without code generation at run time. It loads as it is.
   *
   * The module exports `read...` and `write...` functions and a `...Codec` with the methods of {@link WireCodec}, named after the
   * element.
   */
  readonly source: (options?: SourceOptions) => string;
}

/** What a layout cannot say as data. */
export interface CodecOptions {
  /** The functions of checksums, by the names that the layout gives them. Without it, a layout that has checksums is refused. */
  readonly functions?: ChecksumFunctions;
}

/** The contents of a generated module, with its reader that traces. */
export interface GeneratedParts<V, B extends BoundNumbers> extends CodecParts<V, B> {
  /** Reads one struct and notes each field. */
  readonly trace: ReadFunction<V, B>;
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

function compileSubject<V>(subject: CompiledElement, model: EncodedElementModel): Codec<V> {
  checkNames(subject.root);
  checkEnclosed(subject.root);
  // An author's mistake shows when the schema is loaded, not when the first octets arrive.
  const parts = compiledParts<V>(subject);
  const tracer = once(() => tracerOf(parts, compiledTrace<V>(subject)));
  return {
    ...codecOf(parts),
    model,
    trace: (octets, bounds) => tracer()(octets, bounds),
    source: (options) => moduleText(subject, options),
  };
}

/** An integer by itself is a struct of one field, and its value is that of the field. */
function bareSubject(integer: VariableIntegerModel): CompiledElement {
  const { id, title, description, cite, fault } = integer;
  const range = [0, integer.big ? integer.largest : Number(integer.largest)] as const;
  const wire = { kind: integer.kind, integer } as VariableIntegerUseModel;
  const constraints = formConstraints(integer).map((each) => ({ ...each, fault }) as ConstraintModel);
  const field = { name: "value", title, description, cite, role: "value", wire, range, constraints } as const;
  const sizes = fieldBits(field).map(([least, most]): IntegerRange => [least / 8, (most ?? least) / 8]);
  return { root: { kind: "struct", id, title, description, cite, fault, sizes, fields: [field] }, elements: {}, bare: true };
}

/**
 * Compiles the model of a struct.
 *
 * @param elements - the registries that it refers to, by id
 * @throws {@link LayoutError} where a name is not allowed, or a checksum has no function
 *
 * @example
 * ```ts
 * import { compileStruct } from "websocket2/layout";
 * import { frameType, pingKind, pingPayload } from "websocket2/schema";
 *
 * const codec = compileStruct(pingPayload.model, { [pingKind.model.id]: pingKind.model, [frameType.model.id]: frameType.model });
 * console.log(codec.decode(new Uint8Array(9)).ok); // true
 * ```
 */
export function compileStruct<V>(struct: StructModel, elements: ElementsById, options: CodecOptions = {}): Codec<V> {
  return compileSubject<V>({ root: struct, elements, bare: false, ...options }, struct);
}

/**
 * Compiles a prefix-coded integer by itself.
 *
 * @example
 * ```ts
 * import { compilePrefixed } from "websocket2/layout";
 * import { varSize } from "websocket2/schema";
 *
 * const codec = compilePrefixed<number>(varSize.model);
 * console.log(codec.encode(300)); // Uint8Array(3) [ 254, 44, 1 ]
 * console.log(codec.decode(Uint8Array.of(254, 44, 1))); // { ok: true, value: 300 }
 * ```
 */
export function compilePrefixed<V extends number | bigint>(integer: PrefixedModel): Codec<V> {
  return compileSubject<V>(bareSubject(integer), integer);
}

/**
 * Compiles a continued integer by itself.
 *
 * @example
 * ```ts
 * import { compileContinued, continued } from "websocket2/layout";
 *
 * const shared = { description: "Any number of up to 64 bits.", cite: "#number", fault: "BAD" } as const;
 * const number = continued({ id: "number", title: "Number", octets: 10, anyForm: true, ...shared });
 * console.log(compileContinued<bigint>(number.model).encode(300n)); // Uint8Array(2) [ 172, 2 ]
 * ```
 */
export function compileContinued<V extends number | bigint>(integer: ContinuedModel): Codec<V> {
  return compileSubject<V>(bareSubject(integer), integer);
}

/** Returns the elements that a struct refers to, by id. */
export const elementsOf = (struct: { readonly uses: readonly { readonly id: string }[] }): ElementsById =>
  Object.fromEntries(struct.uses.map((each) => [each.id, each])) as ElementsById;

/**
 * Compiles a struct, with the type of its value.
 *
 * @throws {@link LayoutError} where a checksum has no function
 *
 * @example
 * ```ts
 * import { compile, struct, uint } from "websocket2/layout";
 *
 * const reading = struct({ id: "reading", title: "Reading", description: "A reading.", cite: "#reading", fault: "BAD" })
 *   .field("value", uint(16, { most: 1000 }), { description: "The value that was read.", cite: "#reading" });
 * const codec = compile(reading);
 * console.log(codec.encode({ value: 258 })); // Uint8Array(2) [ 1, 2 ]
 * const result = codec.decode(Uint8Array.of(255, 255));
 * console.log(!result.ok && result.issue?.expected); // at most 1000
 * ```
 */
export function compile<V extends object>(struct: Struct<V>, options: CodecOptions = {}): Codec<V> {
  return compileStruct<V>(struct.model, elementsOf(struct), options);
}

/** Returns the subject of an element of a model. */
function subjectOf({ elements }: Model, id: string): { subject: CompiledElement; model: EncodedElementModel } {
  const model = elements[id];
  if (model?.kind === "struct") return { subject: { root: model, elements, bare: false }, model };
  if (isEncoded(model)) return { subject: bareSubject(model), model };
  throw new LayoutError(id, model === undefined ? "is no element of the model" : `is a ${model.kind}, which has no octets`);
}

/**
 * Compiles an element of a model that may have come from a file.
 *
 * @throws {@link LayoutError} where there is no such element, or where it is neither a struct nor an integer
 *
 * @example
 * ```ts
 * import { websocket2 } from "websocket2";
 * import { compileElement } from "websocket2/layout";
 *
 * const codec = compileElement(websocket2, "frame");
 * console.log(codec.decode(Uint8Array.of(3, 0, 72, 105))); // { ok: true, value: { type: 'text', text: 'Hi' } }
 * ```
 */
export function compileElement(model: Model, id: string, options: CodecOptions = {}): Codec<unknown> {
  const found = subjectOf(model, id);
  return compileSubject({ ...found.subject, ...options }, found.model);
}

/**
 * Returns the text of the module of an element, as {@link Codec.source} does; compiles nothing.
 *
 * @throws {@link LayoutError} as {@link compileElement} does
 *
 * @example
 * ```ts
 * import { websocket2 } from "websocket2";
 * import { sourceOf } from "websocket2/layout";
 *
 * const text = sourceOf(websocket2, "frame", { language: "javascript" });
 * console.log(text.includes("export function readFrame")); // true
 * ```
 */
export function sourceOf(model: Model, id: string, options?: SourceOptions): string {
  const { subject } = subjectOf(model, id);
  checkNames(subject.root);
  checkEnclosed(subject.root);
  return moduleText(subject, options);
}

/** Makes the codec of a struct from its generated modules; compiles nothing. */
export function generatedCodec<V extends object, W extends V, B extends BoundNumbers>(
  struct: Struct<V>,
  parts: GeneratedParts<W, B>,
): Codec<V> {
  const subject = { root: struct.model, elements: elementsOf(struct), bare: false };
  return generated<V, B>(subject, struct.model, parts as unknown as GeneratedParts<V, B>);
}

/** Makes the codec of a prefix-coded integer from its generated modules; compiles nothing. */
export function generatedPrefixed<V extends number | bigint, B extends BoundNumbers>(
  integer: PrefixedModel,
  parts: GeneratedParts<V, B>,
): Codec<V> {
  return generated(bareSubject(integer), integer, parts);
}

function generated<V, B extends BoundNumbers>(
  subject: CompiledElement,
  model: EncodedElementModel,
  parts: GeneratedParts<V, B>,
): Codec<V> {
  return { ...codecOf(parts), model, trace: tracerOf(parts, parts.trace), source: (options) => moduleText(subject, options) };
}
