/**
 * Structs whose last octets are handed on as they come.
 *
 * @module
 */
import { type Issue, LocalError } from "../errors.ts";
import type { FieldModel, StructModel } from "../model.ts";
import { isBigWire } from "../numbers.ts";
import type { Reader } from "../runtime/codec.ts";
import type { FieldCheck } from "../runtime/field-check.ts";
import { type Bounds, NEEDS } from "../runtime/reader-state.ts";
import { concat } from "../runtime/text.ts";
import { rangesText } from "../size.ts";
import { lastRun, type LastRun } from "../struct/last-run.ts";
import type { Struct } from "../struct/struct.ts";
import { checkOf } from "./checks.ts";
import { type Codec, compileStruct, elementsOf } from "./codec.ts";

/** A part of a struct, as it came: the fields before the last octets, some of these octets, or a failed check. */
export type Piece<H> =
  /** The fields before the octets, and the number of the octets that follow. */
  | { readonly head: H; readonly size: number }
  /** Some of the octets, a view of what was pushed, and the number of those that are left. */
  | { readonly octets: Uint8Array; readonly left: number }
  /** The first failed check. Nothing is read after it. */
  | { readonly issue: Issue };

/** Reads structs of one kind that follow each other, and hands on the last octets of each as they come. */
export interface PieceReader<H> {
  /** Takes octets of the stream. Returns the pieces that they complete. */
  readonly push: (octets: Uint8Array) => readonly Piece<H>[];
  /** Returns whether all structs so far are complete. */
  readonly isBetween: () => boolean;
}

/** Reads and writes a struct without all of its last octets in memory. */
export interface PiecewiseCodec<H> {
  /** Opens a reader. @throws LocalError if a bound is not one of the layout's */
  readonly reader: (bounds?: Bounds) => PieceReader<H>;
  /**
   * Returns the octets of the fields before the last octets.
   *
   * @param size - the number of the octets that will follow
   * @throws LocalError if a field cannot be encoded, or the size is not allowed; it names the field
   */
  readonly encodeHead: (head: H, size: number) => Uint8Array;
}

type HeadFields = Readonly<Record<string, unknown>>;

/** The divided struct, its compiled head, and the check of the size. */
interface Divided {
  readonly parts: LastRun;
  readonly codec: Codec<HeadFields>;
  readonly check: FieldCheck;
}

class PieceSource {
  readonly #divided: Divided;
  readonly #reader: Reader<HeadFields>;
  /** Octets of a head that is not complete, and how many they are. */
  #held: Uint8Array[] = [];
  #heldOctets = 0;
  /** The held octets with which a head can be complete. */
  #wanted = 0;
  /** The octets of the run that have not come. */
  #left = 0;
  #issue: Issue | undefined;

  constructor(divided: Divided, bounds: Bounds) {
    this.#divided = divided;
    this.#reader = divided.codec.reader(bounds);
  }

  isBetween(): boolean {
    return this.#left === 0 && this.#heldOctets === 0 && this.#issue === undefined;
  }

  push(octets: Uint8Array): Piece<HeadFields>[] {
    const pieces: Piece<HeadFields>[] = [];
    let rest = octets;
    while (rest.length > 0 && this.#issue === undefined) {
      if (this.#left === 0) {
        rest = this.#readHead(rest, pieces);
      } else {
        const piece = rest.subarray(0, this.#left);
        this.#left -= piece.length;
        rest = rest.subarray(piece.length);
        pieces.push({ octets: piece, left: this.#left });
      }
    }
    return pieces;
  }

  /** Reads a head, or holds its octets. @returns the octets behind it */
  #readHead(octets: Uint8Array, pieces: Piece<HeadFields>[]): Uint8Array {
    this.#held.push(octets);
    this.#heldOctets += octets.length;
    if (this.#heldOctets < this.#wanted) return octets.subarray(octets.length);
    const all = this.#held.length === 1 ? octets : concat(this.#held);
    const { read, state } = this.#reader;
    const next = read(all, 0, all.length);
    if (next === NEEDS) {
      this.#held = [all];
      this.#wanted = all.length + state.needs;
      return octets.subarray(octets.length);
    }
    this.#held = [];
    this.#heldOctets = 0;
    this.#wanted = 0;
    this.#finishHead(next, pieces);
    return all.subarray(Math.max(next, 0));
  }

  #finishHead(next: number, pieces: Piece<HeadFields>[]): void {
    const { parts, check } = this.#divided;
    const { state } = this.#reader;
    if (next >= 0) {
      const { [parts.counter]: number, ...head } = state.value as HeadFields;
      const size = parts.octetsOf(Number(number));
      if (isAllowed(parts, size)) {
        this.#left = size;
        pieces.push({ head, size });
        return;
      }
      state.fail(check, next, 0, `${size} octets`);
    }
    this.#issue = state.issue as Issue;
    pieces.push({ issue: this.#issue });
  }
}

const isAllowed = ({ sizes }: LastRun, size: number): boolean =>
  sizes.some(([least, most]) => size >= least && (most === null || size <= most));

/** Returns the check of the size of the last octets. */
function sizeCheck(struct: StructModel, run: FieldModel): FieldCheck {
  const any = { rule: "size", octets: [[0, null]], fault: struct.fault } as const;
  return checkOf(run.name, run.constraints.find((each) => each.rule === "size") ?? any, run);
}

function encodeHead({ parts, codec }: Divided, head: HeadFields, size: number): Uint8Array {
  const { run, counter, sizes } = parts;
  if (!Number.isSafeInteger(size) || size < 0 || !isAllowed(parts, size)) {
    throw new LocalError(run.name, `expected ${rangesText(sizes)} octets, found ${size} octets`);
  }
  const number = parts.numberOf(size);
  if (parts.octetsOf(number) !== size) throw new LocalError(counter, `cannot count ${size} octets; expected whole units`);
  const field = parts.head.fields.find(({ name }) => name === counter);
  return codec.encode({ ...head, [counter]: field !== undefined && isBigWire(field.wire) ? BigInt(number) : number });
}

/**
 * Compiles a struct whose last octets are read and written piece by piece, so that a long struct never stands in memory as a whole. The
 * checks are those of {@link compile}.
 *
 * @param field - the name of the last field, of octets whose size an earlier size or length tells
 * @throws {@link LayoutError} if the field is not of that kind, or the struct has a checksum
 *
 * @example
 * ```ts
 * import { compilePiecewise, counted, octets, struct, uint } from "websocket2/layout";
 *
 * const about = { description: "For an example.", cite: "#chunk" } as const;
 * const chunk = struct({ id: "chunk", title: "Chunk", ...about, fault: "BAD" })
 *   .field("serial", uint(8), about)
 *   .size("size", uint(16), {}, about)
 *   .field("data", octets(counted("size")), about);
 * const codec = compilePiecewise(chunk, "data");
 * const reader = codec.reader();
 * console.log(reader.push(Uint8Array.of(7, 0))); // []
 * console.log(reader.push(Uint8Array.of(3))); // [ { head: { serial: 7 }, size: 3 } ]
 * console.log(reader.push(Uint8Array.of(1, 2))); // [ { octets: Uint8Array(2) [ 1, 2 ], left: 1 } ]
 * console.log(codec.encodeHead({ serial: 7 }, 3)); // Uint8Array(3) [ 7, 0, 3 ]
 * ```
 */
export function compilePiecewise<V extends object, const K extends keyof V & string>(
  struct: Struct<V>,
  field: K,
): PiecewiseCodec<Omit<V, K>> {
  const parts = lastRun(struct.model, field);
  const codec = compileStruct<HeadFields>(parts.head, elementsOf(struct));
  const divided: Divided = { parts, codec, check: sizeCheck(struct.model, parts.run) };
  return {
    reader: (bounds = {}) => {
      const source = new PieceSource(divided, bounds);
      return {
        push: (octets) => source.push(octets) as unknown as readonly Piece<Omit<V, K>>[],
        isBetween: () => source.isBetween(),
      };
    },
    encodeHead: (head, size) => encodeHead(divided, head as HeadFields, size),
  };
}
