/**
 * Structs that end in octets of a known size, divided into the fields before these octets and the octets.
 *
 * @module
 */
import { LayoutError } from "../errors.ts";
import type { FieldModel, IntegerRange, StructModel } from "../model.ts";
import { countedBehind, countedNumber } from "./counting.ts";
import { fieldsBits, sizesOf } from "./sizes.ts";

/** A struct without its last octets. */
export interface LastRun {
  /** The fields before the octets. The number of octets is a field of the value. */
  readonly head: StructModel;
  /** The field of the octets. */
  readonly run: FieldModel;
  /** The name of the field that tells how many they are. */
  readonly counter: string;
  /** The allowed sizes in octets. */
  readonly sizes: readonly IntegerRange[];
  /** Returns the octets that a number on the wire stands for. */
  readonly octetsOf: (number: number) => number;
  /** Returns the number on the wire for octets. */
  readonly numberOf: (octets: number) => number;
}

/** Returns the field that tells the size of the last octets. */
function counterOf(where: string, fields: readonly FieldModel[], run: FieldModel): FieldModel {
  const size = run.wire.kind === "octets" ? run.wire.size : undefined;
  const counter = fields.find(({ name, role }) => (size?.is === "field" ? name === size.field : size?.is === "rest" && role === "length"));
  if (counter !== undefined) return counter;
  throw new LayoutError(where, "has no size in an earlier field; expected octets with a size, or behind a length");
}

/** Returns the octets between a length and the last octets; 0 behind a size. */
function octetsBetween(where: string, fields: readonly FieldModel[], counter: FieldModel): number {
  if (counter.role === "size") return 0;
  const [only, ...others] = fieldsBits(fields.slice(fields.indexOf(counter) + 1));
  if (only === undefined || others.length > 0 || only[0] !== only[1]) {
    throw new LayoutError(where, `follows fields of several sizes behind ${counter.name}; expected fields of one size`);
  }
  // Bits that share an octet with the length are not behind it.
  return Math.floor(only[0] / 8);
}

/**
 * Divides a struct before its last octets.
 *
 * @throws {@link LayoutError} if the struct does not end in octets of this name that are always present, no earlier field tells their
 *   size, or it has a checksum
 */
export function lastRun(struct: StructModel, name: string): LastRun {
  const where = `${struct.id}.${name}`;
  const run = struct.fields.at(-1);
  if (run?.name !== name || run.wire.kind !== "octets" || run.when !== undefined || run.group !== undefined) {
    throw new LayoutError(where, "cannot be read in pieces; expected the last field, of octets that are always present");
  }
  const checksum = struct.fields.find(({ role }) => role === "checksum");
  if (checksum !== undefined) throw new LayoutError(where, `cannot be read in pieces: ${checksum.name} needs the whole struct`);
  const before = struct.fields.slice(0, -1);
  const counter = counterOf(where, before, run);
  const between = octetsBetween(where, before, counter);
  const { counting: _, ...plain } = counter;
  const fields = before.map((field): FieldModel => (field === counter ? { ...plain, role: "value" } : field));
  const limit = run.constraints.find((each) => each.rule === "size");
  return {
    head: { ...struct, fields, sizes: sizesOf(struct.id, fields) },
    run,
    counter: counter.name,
    sizes: limit?.rule === "size" ? limit.octets : [[0, null]],
    octetsOf: (number) => countedBehind(counter, number) - between,
    numberOf: (octets) => countedNumber(counter, octets + between),
  };
}
