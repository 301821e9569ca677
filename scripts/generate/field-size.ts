/**
 * Computes the size of a field from the model.
 *
 * @module
 */
import type {
  FieldModel,
  IntegerRange,
  OctetStringModel,
  StructModel,
  VariableIntegerModel,
  VariantModel,
  WireModel,
} from "../../reference/layout/model.ts";
import { fieldBits } from "../../reference/layout/struct/sizes.ts";
import { behindRange } from "../../reference/layout/struct/counting.ts";
import { variantStructs } from "../../reference/layout/variants.ts";
import { joinWithOr, withNoun } from "./units.ts";

/** Sizes in bits: one of several, or a range; `most` is `null` if it is unknown. */
export type BitSize =
  | { readonly is: "exact"; readonly bits: readonly number[] }
  | { readonly is: "range"; readonly least: number; readonly most: number | null };

/** The greatest end of a range in octets that is shown; a greater end is shown as no end. */
const UNBOUNDED_ABOVE_OCTETS = 2 ** 20;

const anySize: BitSize = { is: "range", least: 0, most: null };

/** Returns the width in bits of a size with only one possible width. */
export function onlyWidth(size: BitSize): number | undefined {
  return size.is === "exact" && size.bits.length === 1 ? size.bits[0] : undefined;
}

/** Returns the size in bits of a field that is present. */
export function fieldSize(field: FieldModel, struct: StructModel): BitSize {
  const { wire } = field;
  switch (wire.kind) {
    case "octets":
    case "ascii":
    case "latin1":
    case "utf8":
      return octetRunSize(field, wire, struct);
    case "prefixed":
    case "continued":
      return integerSize(wire.integer);
    case "code":
      return "bits" in wire ? exact([wire.bits]) : integerSize(wire.integer);
    case "struct":
      return sizeFromOctets(wire.struct.sizes);
    case "variant":
      return sizeFromOctets(variantSizes(wire));
    case "repeat":
    case "recursive":
      return anySize;
    default:
      return exact([wire.bits]);
  }
}

function integerSize(integer: VariableIntegerModel): BitSize {
  if (integer.kind === "prefixed") return exact(integer.forms.map((form) => integer.lead + form.extra));
  const { prefix = 8, octets } = integer;
  return octets === 1 ? exact([prefix]) : { is: "range", least: prefix, most: prefix + (octets - 1) * 8 };
}

function exact(bits: readonly number[]): BitSize {
  return { is: "exact", bits: [...new Set(bits)].sort((a, b) => a - b) };
}

function sizeFromOctets(sizes: readonly IntegerRange[]): BitSize {
  const fixed = sizes.every(([least, most]) => least === most);
  if (fixed && sizes.length > 0) return exact(sizes.map(([least]) => least * 8));
  const ends = sizes.map(([, most]) => most);
  return {
    is: "range",
    least: Math.min(...sizes.map(([least]) => least)) * 8,
    most: ends.includes(null) ? null : Math.max(...ends.map(Number)) * 8,
  };
}

function variantSizes(variant: VariantModel): readonly IntegerRange[] {
  return variantStructs(variant).flatMap((struct) => struct.sizes);
}

function octetRunSize(field: FieldModel, { size }: OctetStringModel, struct: StructModel): BitSize {
  if (size.is === "fixed") return exact([size.octets * 8]);
  if (size.is === "rest") return restSize(field, struct);
  if (size.is === "octet") return sizeFromOctets(fieldBits(field).map(([least, most]) => [least / 8, most === null ? null : most / 8]));
  const counter = struct.fields.find(({ name }) => name === size.field);
  return counter === undefined ? anySize : sizeFromOctets([behindRange(counter)]);
}

/** Returns the sizes that a struct leaves for its last field; any size unless each field before it has one width. */
function restSize(field: FieldModel, struct: StructModel): BitSize {
  const widths = struct.fields.filter((other) => other !== field).map((other) => fixedWidth(other.wire));
  if (widths.includes(undefined) || struct.fields.some(({ when }) => when !== undefined)) return anySize;
  const before = widths.reduce<number>((sum, width) => sum + (width ?? 0), 0) / 8;
  const fitting = struct.sizes.filter(([, most]) => most === null || most >= before);
  const left = fitting.map(([least, most]): IntegerRange => [Math.max(0, least - before), most === null ? null : most - before]);
  return left.length === 0 ? anySize : sizeFromOctets(left);
}

function fixedWidth(wire: WireModel): number | undefined {
  if ("bits" in wire) return wire.bits;
  return "size" in wire && wire.size.is === "fixed" ? wire.size.octets * 8 : undefined;
}

/** Returns a size as diagrams show it: `32`, `8, 24 or 40 bits`, `0 to 123 octets`, `..`. */
export function sizeLabel(size: BitSize): string {
  const width = onlyWidth(size);
  if (width !== undefined) return String(width);
  if (size.is === "exact") return `${joinWithOr(size.bits.map(String))} bits`;
  if (size.least % 8 !== 0 && size.most !== null) return `${size.least} to ${withNoun(size.most, "bits")}`;
  const least = size.least / 8;
  if (size.most !== null && size.most / 8 <= UNBOUNDED_ABOVE_OCTETS) return `${least} to ${withNoun(size.most / 8, "octets")}`;
  return least === 0 ? ".." : `${withNoun(least, "octets")} or more`;
}

/** Returns a size in bits in the notation of RFC 9000, Section 1.3: `32`, `8..40`, `..984`, `..`. */
export function sizeNotation(size: BitSize): string {
  const width = onlyWidth(size);
  if (width !== undefined) return String(width);
  const [least, most] = size.is === "exact" ? [Math.min(...size.bits), Math.max(...size.bits)] : [size.least, size.most];
  const end = most === null || most / 8 > UNBOUNDED_ABOVE_OCTETS ? "" : String(most);
  return `${least === 0 ? "" : least}..${end}`;
}
