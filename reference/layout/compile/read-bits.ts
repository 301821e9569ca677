/**
 * Consecutive bit fields, which together fill whole octets and are read at once.
 *
 * @module
 */
import { LayoutError } from "../errors.ts";
import type { Endian, FieldModel } from "../model.ts";
import { integerOf, leadBits, MOST_BITS, NUMBER_BITS } from "../numbers.ts";
import { type BitPlace, readBits, readSigned } from "./bits.ts";
import type { ReadEmitter } from "./read.ts";
import { emitChecks } from "./read-check.ts";
import { isDerived } from "./write-number.ts";
import type { StructScope } from "./struct-scope.ts";

/** A bit field before its octets are read. */
export interface BitField {
  readonly field: FieldModel;
  readonly variable: string;
}

/** Returns whether a field is a number of bits, which may share octets with its neighbours. */
export function isBits(field: FieldModel): boolean {
  const { wire } = field;
  if (integerOf(wire) !== undefined) return leadBits(wire) !== undefined;
  if (wire.kind === "code") return wire.as === "number";
  return wire.kind === "uint" || wire.kind === "int" || wire.kind === "flag" || wire.kind === "constant";
}

/** Returns the width of a bit field in bits; of an integer of varying size, of its first bits. */
function bitWidth({ wire }: FieldModel): number {
  return leadBits(wire) ?? ("bits" in wire ? wire.bits : 0);
}

function endianOf(field: FieldModel): Endian {
  return "endian" in field.wire ? field.wire.endian : "big";
}

/** Returns a field with its width in bits, as the diagrams of RFC 9000 write it. */
function sectionText(field: FieldModel): string {
  const integer = integerOf(field.wire);
  return integer !== undefined ? `${field.title}: ${integer.title}` : `${field.title} (${bitWidth(field)})`;
}

/** Returns the bits that some fields fill together. */
export const totalBits = (fields: readonly BitField[]): number => fields.reduce((sum, each) => sum + bitWidth(each.field), 0);

/** Returns a number of bits as an expression. */
function numberText({ module }: ReadEmitter, { struct }: StructScope, { name, wire }: FieldModel, place: BitPlace): string {
  const { base, start, bits, endian } = place;
  if (bits <= MOST_BITS) return (wire.kind === "int" ? readSigned : readBits)(place, module.settings.typed);
  if (start !== 0) throw new LayoutError(`${struct.id}.${name}`, `of ${bits} bits does not begin on an octet`);
  const unsigned = `${module.use("wideInteger")}(octets, ${base}, ${bits / 8}, ${String(endian === "little")})`;
  return wire.kind === "int" ? `BigInt.asIntN(${bits}, ${unsigned})` : unsigned;
}

/** Emits the reading of bit fields that fill whole octets, and their checks in order. */
export function emitBits(emitter: ReadEmitter, scope: StructScope, fields: readonly BitField[]): void {
  const octets = totalBits(fields) / 8;
  const [first] = fields;
  emitter.lines.section(fields.map(({ field }) => sectionText(field)).join(", "));
  emitter.require(scope, octets, first?.field);
  const at = emitter.name(`${first?.field.name ?? ""}At`);
  emitter.lines.add(`const ${at} = offset;`, `offset += ${octets};`);
  let start = 0;
  for (const { field, variable } of fields) {
    const bits = bitWidth(field);
    if (endianOf(field) === "little" && start % 8 !== 0) {
      throw new LayoutError(`${scope.struct.id}.${field.name}`, "is little endian but does not begin on an octet");
    }
    const number = numberText(emitter, scope, field, { base: at, start, bits, endian: endianOf(field) });
    // A number that counts octets or items is no bigint: a constraint refuses one over 2^53 - 1.
    const counts = isDerived(field) && bits > NUMBER_BITS;
    if (integerOf(field.wire) !== undefined) {
      const lead = emitter.name(`${field.name}Lead`);
      scope.fields.set(field.name, { field, variable, at, bit: start, lead });
      emitter.lines.add(`const ${lead} = ${number};`);
    } else {
      const place = { field, variable, at, bit: start };
      scope.fields.set(field.name, place);
      emitter.assign(variable, counts ? `Number(${number})` : number);
      emitter.mark(scope, field, at, start, String(bits), emitter.shown(field, variable));
      emitChecks(emitter, scope, place);
    }
    start += bits;
  }
}
