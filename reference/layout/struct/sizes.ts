/**
 * The sizes that the fields of a struct can have.
 *
 * @module
 */
import { LayoutError } from "../errors.ts";
import type { FieldModel, IntegerRange, SizeModel, StructModel, VariableIntegerModel, WireModel } from "../model.ts";
import { addRanges, joinRanges } from "../size.ts";
import { variantStructs } from "../variants.ts";

const inBits = (octets: readonly IntegerRange[]): IntegerRange[] =>
  octets.map(([least, most]): IntegerRange => [least * 8, most === null ? null : most * 8]);

function octetStringBits(size: SizeModel, field: FieldModel): IntegerRange[] {
  if (size.is === "fixed") return [[size.octets * 8, size.octets * 8]];
  const limit = field.constraints.find((constraint) => constraint.rule === "size");
  const octets = inBits(limit === undefined ? [[0, null]] : limit.octets);
  return size.is === "octet" ? addRanges(octets, [[8, 8]]) : octets;
}

/** Returns the sizes of an integer of varying size, in bits. */
function integerBits(integer: VariableIntegerModel): IntegerRange[] {
  if (integer.kind === "prefixed") return joinRanges(integer.forms.map(({ extra }) => [integer.lead + extra, integer.lead + extra]));
  const { prefix = 8, octets } = integer;
  return Array.from({ length: octets }, (_, more): IntegerRange => [prefix + more * 8, prefix + more * 8]);
}

function wireBits(wire: WireModel, field: FieldModel): IntegerRange[] {
  switch (wire.kind) {
    case "uint":
    case "int":
    case "flag":
    case "constant":
    case "literal":
      return [[wire.bits, wire.bits]];
    case "code":
      return "bits" in wire ? [[wire.bits, wire.bits]] : integerBits(wire.integer);
    case "octets":
    case "ascii":
    case "latin1":
    case "utf8":
      return octetStringBits(wire.size, field);
    case "prefixed":
    case "continued":
      return integerBits(wire.integer);
    case "recursive":
      return [[8, null]];
    case "struct":
      return inBits(wire.struct.sizes);
    case "repeat":
      if (wire.until.is === "last") return [[8 * Math.min(...wire.item.struct.sizes.map(([least]) => least)), null]];
      return [[wire.until.is === "octet" ? 8 : 0, null]];
    case "variant":
      return joinRanges(variantStructs(wire).flatMap((each) => inBits(each.sizes)));
  }
}

/** Returns the sizes of a field that is present, in bits. */
export function fieldBits(field: FieldModel): IntegerRange[] {
  return wireBits(field.wire, field);
}

/** Returns the sizes of consecutive fields, in bits, with and without conditional fields and trailing groups. */
export function fieldsBits(fields: readonly FieldModel[]): IntegerRange[] {
  let bits: IntegerRange[] = [[0, 0]];
  const group = fields.filter((field) => field.group !== undefined).map(({ group: _, ...field }) => field);
  for (const field of fields.filter((each) => each.group === undefined)) {
    const present = addRanges(bits, fieldBits(field));
    bits = field.when === undefined ? present : joinRanges([...bits, ...present]);
  }
  if (group.length === 0) return bits;
  return joinRanges([...bits, ...addRanges(bits, fieldsBits(group))]);
}

/**
 * Returns the sizes of a struct, in octets.
 *
 * @throws {@link LayoutError} if the fields do not fill whole octets
 */
export function sizesOf(id: string, fields: readonly FieldModel[]): StructModel["sizes"] {
  const octets = fieldsBits(fields).map(([least, most]): IntegerRange => {
    if (least % 8 !== 0 || (most !== null && most % 8 !== 0)) {
      throw new LayoutError(id, `fills ${least} bits, expected whole octets`);
    }
    return [least / 8, most === null ? null : most / 8];
  });
  return joinRanges(octets);
}

/** Returns whether a field ends only at the end of its region, so that no field can follow it. */
export function takesRest(wire: WireModel): boolean {
  if (wire.kind === "variant") return variantStructs(wire).some((struct) => takesRest({ kind: "struct", struct }));
  if (wire.kind === "struct") {
    const { fields } = wire.struct;
    return !fields.some((field) => field.role === "length") && fields.some((field) => takesRest(field.wire) || field.group !== undefined);
  }
  if (wire.kind === "repeat") return wire.until.is === "rest";
  return "size" in wire && wire.size.is === "rest";
}
