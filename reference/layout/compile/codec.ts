/**
 * Codecs: a layout compiled once, to decode, to encode, to read from a stream, to trace.
 *
 * @module
 */
import { type Issue, LayoutError } from "../errors.ts";
import type { Model, PrefixedModel, StructModel } from "../model.ts";
import { rangesText } from "../size.ts";
import { checkNames } from "../struct/names.ts";
import type { Struct } from "../struct/struct.ts";
import { boundNumbers } from "./bounds.ts";
import { object } from "./check-value.ts";
import type { Room } from "./room.ts";
import { type Bounds, MALFORMED, NEEDS, Reading, type TracedField } from "./reading.ts";
import { type Elements, makeWriter, type ReadFunction, readerMaker, readerSource, type ReaderSource, type WriteFunction, writerSource } from "./source.ts";

/** What decoding a whole input gives. */
export type Decoded<V> =
  | { readonly ok: true; readonly value: V }
  /** The input is a strict prefix; so many octets are missing at least. */
  | { readonly ok: false; readonly needs: number; readonly issue?: undefined }
  | { readonly ok: false; readonly issue: Issue; readonly needs?: undefined };

/** What tracing gives: the fields up to the end or the fault, and the outcome. */
export interface Traced<V> {
  /** In the order of the wire; where there is a fault, those up to it. */
  readonly fields: readonly TracedField[];
  /** What decoding gave. */
  readonly result: Decoded<V>;
}

/** A reader of structs that follow each other in a stream. */
export interface Reader<V> {
  /**
   * Reads one struct.
   *
   * @param octets - views of it become part of the value
   * @param start - offset of the first octet of the struct
   * @param end - offset behind the last octet that is there
   * @returns the offset behind the struct, or {@link NEEDS}, or {@link MALFORMED}
   */
  readonly read: (octets: Uint8Array, start: number, end: number) => number;
  /** Holds the value, the missing octets or the issue; overwritten by the next call. */
  readonly reading: Reading<V>;
}

/** A layout compiled. */
export interface Codec<V> {
  /** What was compiled. */
  readonly model: StructModel | PrefixedModel;
  /**
   * Decodes a whole input; octets left over are malformed.
   *
   * @throws LocalError where a bound is not one of the layout's
   */
  readonly decode: (octets: Uint8Array, bounds?: Bounds) => Decoded<V>;
  /** As {@link Codec.decode}, and notes every field with its bits. */
  readonly trace: (octets: Uint8Array, bounds?: Bounds) => Traced<V>;
  /** Opens a reader for a stream. @throws LocalError where a bound is not one of the layout's */
  readonly reader: (bounds?: Bounds) => Reader<V>;
  /** The octets of a value. @throws LocalError where the value cannot be encoded; it names the field */
  readonly encode: (value: V) => Uint8Array;
  /** Puts the octets of a value into room of the caller. @throws LocalError as {@link Codec.encode} does, before room is taken */
  readonly encodeInto: (value: V, room: Room) => void;
  /** The JavaScript of reader and writer, for reading, and for platforms that forbid code generation. */
  readonly source: () => { readonly read: string; readonly write: string };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

function leftover(struct: StructModel, at: number, octets: Uint8Array): Issue {
  const expected = `${rangesText(struct.sizes)} octets`;
  return { code: struct.fault, rule: "size", path: struct.id, octet: at, bit: at * 8, expected, found: `${octets.length - at} octets left over` };
}

function outcome<V>(struct: StructModel, answer: number, reading: Reading, octets: Uint8Array): Decoded<V> {
  if (answer === NEEDS) return { ok: false, needs: reading.needs };
  if (answer === MALFORMED) return { ok: false, issue: reading.issue as Issue };
  if (answer !== octets.length) return { ok: false, issue: leftover(struct, answer, octets) };
  return { ok: true, value: reading.value as V };
}

/** Makers of readers by whether they trace. */
class Compiled {
  readonly plain: () => { source: ReaderSource; make: (bounds: Record<string, number>) => ReadFunction };
  readonly traced: Compiled["plain"];
  readonly write: () => WriteFunction;

  constructor(struct: StructModel, elements: Elements) {
    const compiled = (trace: boolean) => (): ReturnType<Compiled["plain"]> => {
      const source = readerSource(struct, elements, trace);
      return { source, make: readerMaker(struct.id, source) };
    };
    this.plain = once(compiled(false));
    this.traced = once(compiled(true));
    this.write = once(() => makeWriter(struct, elements));
  }

  open<V>(which: Compiled["plain"], bounds: Bounds): Reader<V> {
    const { source, make } = which();
    const reading = new Reading<V>(source.sites, bounds);
    const read = make(boundNumbers(source.bounds, bounds));
    return {
      reading,
      read: (octets, start, end) => {
        reading.over(octets);
        return read(octets, start, end, reading);
      },
    };
  }
}

/** Compiles the model of a struct; `elements` holds the registries that it refers to. */
export function compileStruct<V>(struct: StructModel, elements: Elements): Codec<V> {
  checkNames(struct);
  const compiled = new Compiled(struct, elements);
  // An author's mistake shows when the schema is loaded, not when the first octets come.
  compiled.plain();
  const decodeBy = (which: Compiled["plain"], octets: Uint8Array, bounds: Bounds): Traced<V> => {
    const { read, reading } = compiled.open<V>(which, bounds);
    const result = outcome<V>(struct, read(octets, 0, octets.length), reading, octets);
    return { fields: reading.fields, result };
  };
  return {
    model: struct,
    decode: (octets, bounds = {}) => decodeBy(compiled.plain, octets, bounds).result,
    trace: (octets, bounds = {}) => decodeBy(compiled.traced, octets, bounds),
    reader: (bounds = {}) => compiled.open<V>(compiled.plain, bounds),
    encode: (value) => compiled.write()(object("", value), ""),
    encodeInto: (value, room) => void compiled.write()(object("", value), "", room),
    source: () => ({ read: compiled.plain().source.text, write: writerSource(struct, elements).text }),
  };
}

/** A prefix-coded integer by itself is a struct of one field, whose value is unwrapped. */
function standalone(integer: PrefixedModel): StructModel {
  const { id, title, description, cite, fault } = integer;
  const range = [0, integer.big ? integer.largest : Number(integer.largest)] as const;
  const wire = { kind: "prefixed", integer } as const;
  const sizes = integer.forms.map((form): [number, number] => [(integer.lead + form.extra) / 8, (integer.lead + form.extra) / 8]);
  const constraints = integer.anyForm === true ? [] : [{ rule: "shortest", fault } as const];
  return { kind: "struct", id, title, description, cite, fault, sizes, fields: [{ name: "value", title, description, cite, role: "value", wire, range, constraints }] };
}

function unwrapped<V>(codec: Codec<{ value: V }>, model: PrefixedModel): Codec<V> {
  const bare = (result: Decoded<{ value: V }>): Decoded<V> => (result.ok ? { ok: true, value: result.value.value } : result);
  return {
    model,
    decode: (octets, bounds) => bare(codec.decode(octets, bounds)),
    trace: (octets, bounds) => {
      const { fields, result } = codec.trace(octets, bounds);
      return { fields, result: bare(result) };
    },
    reader: () => {
      throw new LayoutError(model.id, "has no reader of its own: read a struct that holds it");
    },
    encode: (value) => codec.encode({ value }),
    encodeInto: (value, room) => codec.encodeInto({ value }, room),
    source: codec.source,
  };
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
  return unwrapped(compileStruct<{ value: V }>(standalone(integer), {}), integer);
}

/**
 * Compiles a struct, with the type of its value.
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
export function compile<V extends object>(struct: Struct<V>): Codec<V> {
  return compileStruct<V>(struct.model, Object.fromEntries(struct.uses.map((each) => [each.id, each])));
}

/**
 * Compiles an element of a model that may have come from a file.
 *
 * @throws {@link LayoutError} where there is no such element, or where it is neither a struct nor a prefix-coded integer
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
export function compileElement(model: Model, id: string): Codec<unknown> {
  const element = model.elements[id];
  if (element?.kind === "struct") return compileStruct(element, model.elements);
  if (element?.kind === "prefixed") return compilePrefixed(element) as Codec<unknown>;
  throw new LayoutError(id, element === undefined ? "is no element of the model" : `is a ${element.kind}, which has no octets`);
}
