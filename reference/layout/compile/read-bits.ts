/**
 * Runs of bit fields: consecutive fields that fill whole octets together become one read.
 *
 * @module
 */
import { LayoutError } from "../errors.ts";
import { NUMBER_BITS } from "../integer.ts";
import type { Endian, FieldModel } from "../model.ts";
import { readBits } from "./bits.ts";
import type { ReadEmitter } from "./read.ts";
import { emitChecks } from "./read-check.ts";
import type { Scope } from "./read-scope.ts";

/** A field that waits until its run fills whole octets. */
export interface BitField {
  readonly field: FieldModel;
  readonly variable: string;
}

/** Whether a field is a number of bits, and so may share octets with its neighbours. */
export function isBits(field: FieldModel): boolean {
  const { wire } = field;
  if (wire.kind === "code") return wire.as === "number";
  return wire.kind === "uint" || wire.kind === "flag" || wire.kind === "constant" || wire.kind === "prefixed";
}

/** Width of a bit field in its run, in bits; of a prefix-coded integer the lead alone. */
export function runWidth(field: FieldModel): number {
  if (field.wire.kind === "prefixed") return field.wire.integer.lead;
  return "bits" in field.wire ? field.wire.bits : 0;
}

function endianOf(field: FieldModel): Endian {
  return "endian" in field.wire ? field.wire.endian : "big";
}

/** Bits that some fields fill together. */
export const totalBits = (run: readonly BitField[]): number => run.reduce((sum, each) => sum + runWidth(each.field), 0);

/** Reads a run of bit fields that fill whole octets, and judges each in order. */
export function flushRun(emitter: ReadEmitter, scope: Scope, run: readonly BitField[]): void {
  const octets = totalBits(run) / 8;
  const at = emitter.variable("q");
  emitter.require(scope, octets, scope.path + (run[0]?.field.name ?? ""));
  emitter.lines.add(`${at} = p;`, `p += ${octets};`);
  let start = 0;
  for (const { field, variable } of run) {
    const bits = runWidth(field);
    if (endianOf(field) === "little" && start % 8 !== 0) {
      throw new LayoutError(`${scope.struct.id}.${field.name}`, "is little endian but does not begin on an octet");
    }
    const number = readBits(at, start, bits, endianOf(field));
    // What counts octets or items is a number, however wide; one over 2^53 - 1 is refused by a constraint.
    const counts = field.role !== "value" && bits > NUMBER_BITS;
    emitter.lines.add(`${variable} = ${counts ? `Number(${number})` : number};`);
    const local = { field, variable, at, bit: start };
    scope.locals.set(field.name, local);
    if (field.wire.kind !== "prefixed") {
      emitter.mark(scope, field, at, start, String(bits), emitter.shown(field, variable));
      emitChecks(emitter, scope, local);
    }
    start += bits;
  }
}
