/**
 * Codecs made of a generated reader and writer.
 *
 * @module
 */
import { type Issue, LayoutError } from "../errors.ts";
import { type BoundNumbers, boundNumbers, type KnownBounds } from "./bounds.ts";
import { object, type UncheckedFields } from "./check-value.ts";
import type { FieldCheck } from "./field-check.ts";
import { type Bounds, MALFORMED, NEEDS, ReaderState, type TracedField } from "./reader-state.ts";
import type { WriteTarget } from "./write-target.ts";

/** The result of decoding a whole input. */
export type Decoded<V> =
  | { readonly ok: true; readonly value: V }
  /** The input is a strict prefix; at least `needs` octets are missing. */
  | { readonly ok: false; readonly needs: number; readonly issue?: undefined }
  | { readonly ok: false; readonly issue: Issue; readonly needs?: undefined };

/** The result of tracing: the fields up to the end or the fault, and the result of decoding. */
export interface Traced<V> {
  /** In the order of the wire, up to a fault. */
  readonly fields: readonly TracedField[];
  /** The result of decoding. */
  readonly result: Decoded<V>;
}

/** Reads structs that follow each other in a stream. */
export interface Reader<V> {
  /**
   * Reads one struct.
   *
   * @param octets - the value holds views of it
   * @param start - offset of the first octet of the struct
   * @param end - offset behind the last octet that has arrived
   * @returns the offset behind the struct, or {@link NEEDS}, or {@link MALFORMED}
   */
  readonly read: (octets: Uint8Array, start: number, end: number) => number;
  /** Holds the value, the number of missing octets, or the issue, until the next call. */
  readonly state: ReaderState<V>;
}

/** A value under construction. */
export type Writable<T> = T extends unknown ? { -readonly [P in keyof T]: T[P] } : never;

/** Reads one struct; a generated function. @returns the offset behind the struct, or {@link NEEDS}, or {@link MALFORMED} */
export type ReadFunction<V, B extends BoundNumbers = BoundNumbers> = (
  octets: Uint8Array,
  start: number,
  end: number,
  state: ReaderState<V>,
  bounds: B,
) => number;

/**
 * Writes one value; a generated function.
 *
 * @param path - stands in front of the names of fields in errors
 * @param target - receives the octets; new memory unless given
 * @returns the memory that holds the octets
 */
export type WriteFunction = (value: UncheckedFields, path: string, target?: WriteTarget) => Uint8Array;

/** The contents of a generated module, as a codec needs them. */
export interface CodecParts<V, B extends BoundNumbers = BoundNumbers> {
  /** Reads one struct. */
  readonly read: ReadFunction<V, B>;
  /** Writes one value. */
  readonly write: WriteFunction;
  /** The bounds that the reader compares with. */
  readonly bounds: KnownBounds;
  /** The check that fails where octets follow the struct. */
  readonly whole: FieldCheck;
  /** Whether the value is the one field itself and not an object. */
  readonly bare?: boolean;
}

/** Decodes and encodes by a generated module. */
export interface WireCodec<V> {
  /**
   * Decodes a whole input. Octets behind the struct are malformed.
   *
   * @throws LocalError where a bound is not one of the layout's
   */
  readonly decode: (octets: Uint8Array, bounds?: Bounds) => Decoded<V>;
  /** Opens a reader for a stream. @throws LocalError where a bound is not one of the layout's */
  readonly reader: (bounds?: Bounds) => Reader<V>;
  /** Returns the octets of a value. @throws LocalError where the value cannot be encoded; it names the field */
  readonly encode: (value: V) => Uint8Array;
  /** Writes the octets of a value to a target. @throws LocalError as {@link WireCodec.encode} does, before memory is taken */
  readonly encodeInto: (value: V, target: WriteTarget) => void;
}

function openReader<V, B extends BoundNumbers>(read: ReadFunction<V, B>, known: KnownBounds, given: Bounds): Reader<V> {
  const state = new ReaderState<V>(given);
  const bounds = boundNumbers(known, given) as B;
  return {
    state,
    read: (octets, start, end) => {
      state.begin(octets, start);
      return read(octets, start, end, state, bounds);
    },
  };
}

function decodedBy<V>({ read, state }: Reader<V>, octets: Uint8Array, whole: FieldCheck): Decoded<V> {
  const next = read(octets, 0, octets.length);
  if (next === NEEDS) return { ok: false, needs: state.needs };
  if (next !== MALFORMED && next !== octets.length) state.fail(whole, next, 0, `${octets.length - next} octets left over`);
  else if (next !== MALFORMED) return { ok: true, value: state.value as V };
  return { ok: false, issue: state.issue as Issue };
}

/** Makes a codec of the contents of a generated module. */
export function codecOf<V, B extends BoundNumbers>(parts: CodecParts<V, B>): WireCodec<V> {
  const { read, write, bounds: known, whole, bare = false } = parts;
  const unchecked = (value: V): UncheckedFields => (bare ? (value as UncheckedFields) : object("", value));
  return {
    decode: (octets, bounds = {}) => decodedBy(openReader(read, known, bounds), octets, whole),
    reader: (bounds = {}) => {
      if (bare) throw new LayoutError(whole.path, "has no reader of its own: read a struct that holds it");
      return openReader(read, known, bounds);
    },
    encode: (value) => write(unchecked(value), ""),
    encodeInto: (value, target) => void write(unchecked(value), "", target),
  };
}

/** Makes the function that decodes a whole input and notes each field. @param trace - a generated reader that traces */
export function tracerOf<V, B extends BoundNumbers>(
  parts: CodecParts<V, B>,
  trace: ReadFunction<V, B>,
): (octets: Uint8Array, bounds?: Bounds) => Traced<V> {
  return (octets, bounds = {}) => {
    const reader = openReader(trace, parts.bounds, bounds);
    const result = decodedBy(reader, octets, parts.whole);
    return { fields: reader.state.fields, result };
  };
}
