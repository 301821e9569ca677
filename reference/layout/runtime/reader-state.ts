/**
 * The state of a generated reader: its input, and its result.
 *
 * @module
 */
import type { Issue } from "../errors.ts";
import { toHex } from "../plain.ts";
import type { FieldCheck } from "./field-check.ts";

/** Returned by a reader when the input ends before the struct does. {@link ReaderState.needs} holds the missing octets. */
export const NEEDS = -1;

/** Returned by a reader when a check fails. {@link ReaderState.issue} holds the failure. */
export const MALFORMED = -2;

/** Bounds by name: a number, or the name of the one code that both ends agreed on. */
export type Bounds = Readonly<Record<string, number | string>>;

/** One field as it was found. */
export interface TracedField {
  /** The field, nested names and indexes joined by dots. */
  readonly path: string;
  /** First bit, from the first bit of the input. */
  readonly bit: number;
  /** Width in bits. */
  readonly bits: number;
  /** The value in plain form: octets as hex, codes by name, integers over 2^53 as decimal text. */
  readonly value: unknown;
}

/** An empty run of octets. */
export const noOctets: Uint8Array = new Uint8Array(0);

/** An issue shows at most this many octets: the peer chooses how many there are. */
const SHOWN_OCTETS = 64;

function withIndexes(path: string, indexes: readonly number[]): string {
  let next = 0;
  return path.replaceAll("{}", () => String(indexes[next++] ?? 0));
}

/** Returns a value as it stands in a trace. */
function plain(value: unknown): unknown {
  if (value instanceof Uint8Array) return toHex(value);
  return typeof value === "bigint" ? String(value) : value;
}

function foundText(value: unknown): string {
  if (!(value instanceof Uint8Array) || value.length <= SHOWN_OCTETS) return String(plain(value));
  return `${toHex(value.subarray(0, SHOWN_OCTETS))}... (${value.length} octets)`;
}

/** The input and the result of one reader. Each call of the reader overwrites both. */
export class ReaderState<V = unknown> {
  /** The value, after a result that is not negative. */
  value: V | undefined = undefined;
  /** The least number of missing octets, after {@link NEEDS}. */
  needs = 0;
  /** The failed check, after {@link MALFORMED}. */
  issue: Issue | undefined = undefined;
  /** Fields in the order of the wire, where the reader traces. */
  readonly fields: TracedField[] = [];
  /** How many structs stand inside themselves around the one that is read. */
  depth = 0;
  /** The paths of the fields in which recursive structs are being read, each with a final dot. */
  readonly #around: string[] = [];
  #octets: Uint8Array = noOctets;
  #start = 0;
  /**
   * The memory below the input and the offset of the input in it. A view made of these costs half as much as one made of the input,
   * and it is a plain Uint8Array even where the input is a Buffer, whose `slice` does not copy.
   */
  #memory: ArrayBufferLike = noOctets.buffer;
  #base = 0;
  readonly #bounds: Bounds;

  /** @param bounds - as the caller gave them, for the text of issues */
  constructor(bounds: Bounds) {
    this.#bounds = bounds;
  }

  /** Sets the input. @param start - offset of the struct in it, in octets */
  begin(octets: Uint8Array, start: number): void {
    this.#start = start;
    this.depth = 0;
    this.#around.length = 0;
    if (octets === this.#octets) return;
    this.#octets = octets;
    this.#memory = octets.buffer;
    this.#base = octets.byteOffset;
  }

  /** Drops the input and the value, so that their memory can be freed. */
  release(): void {
    this.value = undefined;
    this.begin(noOctets, 0);
  }

  /** Returns a view of octets of the input. */
  view(from: number, to: number): Uint8Array {
    return new Uint8Array(this.#memory, this.#base + from, to - from);
  }

  /** Begins a struct that is read by a function of its own. @param path - of its field; @param levels - 1 if it stands inside itself */
  enter(path: string, levels: number, ...indexes: number[]): void {
    this.#around.push(`${withIndexes(path, indexes)}.`);
    this.depth += levels;
  }

  /** Ends a struct that {@link ReaderState.enter} began. */
  leave(levels: number): void {
    this.#around.pop();
    this.depth -= levels;
  }

  /** Records that octets are missing. @param octets - how many at least */
  need(octets: number): number {
    this.needs = octets;
    return NEEDS;
  }

  /**
   * Records a failed check.
   *
   * @param octet - offset in the input from which `bit` counts
   * @param bit - first bit of the field
   * @param found - the value that was found
   * @param indexes - of the repeated items around the field
   */
  fail(check: FieldCheck, octet: number, bit: number, found: unknown, ...indexes: number[]): number {
    const { path, code, rule, expected, bound } = check;
    const at = octet - this.#start;
    this.issue = {
      code,
      rule,
      path: this.#pathOf(path, indexes),
      octet: at + Math.floor(bit / 8),
      bit: at * 8 + bit,
      expected: bound === undefined ? expected : this.#boundText(expected, bound),
      found: foundText(found),
    };
    return MALFORMED;
  }

  /** Records a field of a trace. */
  mark(path: string, octet: number, bit: number, bits: number, value: unknown, ...indexes: number[]): void {
    this.fields.push({ path: this.#pathOf(path, indexes), bit: (octet - this.#start) * 8 + bit, bits, value: plain(value) });
  }

  /** Returns a path from the outermost struct on; that of a struct as a whole is the path of its field. */
  #pathOf(path: string, indexes: readonly number[]): string {
    const around = this.#around.join("");
    return path === "" ? around.slice(0, -1) : around + withIndexes(path, indexes);
  }

  #boundText(expected: string, bound: { readonly name: string; readonly overhead: number }): string {
    const value = this.#bounds[bound.name];
    if (typeof value === "number") return `${expected} ${value + bound.overhead} (${bound.name})`;
    return value === undefined ? expected : `${expected}: ${value} (${bound.name})`;
  }
}
