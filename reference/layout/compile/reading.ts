/**
 * What compiled readers work with at run time.
 *
 * @module
 */
import type { Issue } from "../errors.ts";
import { toHex } from "../plain.ts";
import type { Site } from "./site.ts";

/** Answer of a reader: the input ends before the struct does; `needs` tells by how much at least. */
export const NEEDS = -1;

/** Answer of a reader: the input is malformed; `issue` tells how. */
export const MALFORMED = -2;

/** Bounds by name: numbers, or the name of the one code that was agreed. */
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

function withIndexes(path: string, indexes: readonly number[]): string {
  let next = 0;
  return path.replaceAll("{}", () => String(indexes[next++] ?? 0));
}

const NOTHING = new Uint8Array(0);

/** So many octets of what was found are shown in an issue. */
const SHOWN_OCTETS = 64;

/** A value as it stands in a trace. */
function plain(value: unknown): unknown {
  if (value instanceof Uint8Array) return toHex(value);
  return typeof value === "bigint" ? String(value) : value;
}

/** What was found, as text; of many octets the first, since a peer chooses how many there are. */
function foundText(value: unknown): string {
  if (!(value instanceof Uint8Array) || value.length <= SHOWN_OCTETS) return String(plain(value));
  return `${toHex(value.subarray(0, SHOWN_OCTETS))}... (${value.length} octets)`;
}

/** The state of one reader; it is used again for every struct that it reads. */
export class Reading<V = unknown> {
  /** The value, after an answer that is not negative. */
  value: V | undefined = undefined;
  /** Octets that are missing at least, after {@link NEEDS}. */
  needs = 0;
  /** What is wrong, after {@link MALFORMED}. */
  issue: Issue | undefined = undefined;
  /** Fields in the order of the wire, where the reader was compiled to trace. */
  readonly fields: TracedField[] = [];
  /** Offset of the struct in the input, in octets. */
  start = 0;
  /**
   * The memory of the input, and where the input begins in it. A view made of these costs half of one made of the input, and it is a
   * plain Uint8Array although the input be a Buffer, whose `slice` is no copy.
   */
  memory: ArrayBufferLike = NOTHING.buffer;
  base = 0;
  #octets: Uint8Array = NOTHING;
  readonly #sites: readonly Site[];
  readonly #bounds: Bounds;

  /** @param sites - of the compiled struct; @param bounds - as given to the reader */
  constructor(sites: readonly Site[], bounds: Bounds) {
    this.#sites = sites;
    this.#bounds = bounds;
  }

  /** Says what is read from now on. */
  over(octets: Uint8Array): void {
    if (octets === this.#octets) return;
    this.#octets = octets;
    this.memory = octets.buffer;
    this.base = octets.byteOffset;
  }

  /** Holds on to nothing that was read. */
  release(): void {
    this.value = undefined;
    this.over(NOTHING);
  }

  /** Says that octets are missing. */
  need(octets: number): number {
    this.needs = octets;
    return NEEDS;
  }

  /** Says that a constraint is violated. */
  fail(site: number, octet: number, bit: number, found: unknown, ...indexes: number[]): number {
    const { path, code, rule, expected, bound } = this.#sites[site] as Site;
    const at = octet - this.start;
    this.issue = {
      code,
      rule,
      path: withIndexes(path, indexes),
      octet: at + Math.floor(bit / 8),
      bit: at * 8 + bit,
      expected: bound === undefined ? expected : this.#boundText(expected, bound),
      found: foundText(found),
    };
    return MALFORMED;
  }

  /** Notes a field. */
  mark(path: string, octet: number, bit: number, bits: number, value: unknown, ...indexes: number[]): void {
    this.fields.push({ path: withIndexes(path, indexes), bit: (octet - this.start) * 8 + bit, bits, value: plain(value) });
  }

  #boundText(expected: string, bound: { readonly name: string; readonly overhead: number }): string {
    const value = this.#bounds[bound.name];
    if (typeof value === "number") return `${expected} ${value + bound.overhead} (${bound.name})`;
    return value === undefined ? expected : `${expected}: ${value} (${bound.name})`;
  }
}
