/**
 * How many bits a field takes, as far as the model knows.
 *
 * @module
 */
import type { FieldModel, Range, RunModel, StructModel, VariantModel, WireModel } from "../../reference/layout/model.ts";
import { either, withNoun } from "./units.ts";

/** Sizes in bits: one of a few, or a range whose end may be unknown (`null`). */
export type Size =
  | { readonly is: "exact"; readonly bits: readonly number[] }
  | { readonly is: "range"; readonly least: number; readonly most: number | null };

/** A range that ends beyond this many octets is drawn as if it had no end. */
const muchOctets = 2 ** 20;

const anySize: Size = { is: "range", least: 0, most: null };

/** The width of a size that can have only one, in bits. */
export function onlyWidth(size: Size): number | undefined {
  return size.is === "exact" && size.bits.length === 1 ? size.bits[0] : undefined;
}

/** The size of one field of a struct when it is present, in bits. */
export function sizeOf(field: FieldModel, struct: StructModel): Size {
  const { wire } = field;
  switch (wire.kind) {
    case "octets":
    case "ascii":
    case "utf8":
      return runSize(field, wire, struct);
    case "prefixed":
      return exact(wire.integer.forms.map((form) => wire.integer.lead + form.extra));
    case "struct":
      return ofOctets(wire.struct.sizes);
    case "variant":
      return ofOctets(variantSizes(wire));
    case "repeat":
      return anySize;
    default:
      return exact([wire.bits]);
  }
}

function exact(bits: readonly number[]): Size {
  return { is: "exact", bits: [...new Set(bits)].sort((a, b) => a - b) };
}

function ofOctets(sizes: readonly Range[]): Size {
  const fixed = sizes.every(([least, most]) => least === most);
  if (fixed && sizes.length > 0) return exact(sizes.map(([least]) => least * 8));
  const ends = sizes.map(([, most]) => most);
  return {
    is: "range",
    least: Math.min(...sizes.map(([least]) => least)) * 8,
    most: ends.includes(null) ? null : Math.max(...ends.map(Number)) * 8,
  };
}

function variantSizes(variant: VariantModel): readonly Range[] {
  const sealed = variant.sealed === undefined ? [] : variant.sealed.as.sizes;
  return [...Object.values(variant.cases).flatMap((struct) => struct.sizes), ...sealed];
}

function runSize(field: FieldModel, { size }: RunModel, struct: StructModel): Size {
  if (size.is === "fixed") return exact([size.octets * 8]);
  if (size.is === "rest") return restSize(field, struct);
  const counter = struct.fields.find(({ name }) => name === size.field);
  const [least, most] = (counter?.range ?? [0, null]).map((end) => (end === null ? null : Number(end)));
  return ofOctets([[least ?? 0, most ?? null]]);
}

/** What the sizes of the struct leave for a last field when every field before it has one width. */
function restSize(field: FieldModel, struct: StructModel): Size {
  const widths = struct.fields.filter((other) => other !== field).map((other) => fixedWidth(other.wire));
  if (widths.includes(undefined) || struct.fields.some(({ when }) => when !== undefined)) return anySize;
  const before = widths.reduce<number>((sum, width) => sum + (width ?? 0), 0) / 8;
  const fitting = struct.sizes.filter(([, most]) => most === null || most >= before);
  const left = fitting.map(([least, most]): Range => [Math.max(0, least - before), most === null ? null : most - before]);
  return left.length === 0 ? anySize : ofOctets(left);
}

function fixedWidth(wire: WireModel): number | undefined {
  if ("bits" in wire) return wire.bits;
  return "size" in wire && wire.size.is === "fixed" ? wire.size.octets * 8 : undefined;
}

/** A size as a diagram says it: `32`, `8, 24 or 40 bits`, `0 to 123 octets`, `..`. */
export function sizeInWords(size: Size): string {
  const width = onlyWidth(size);
  if (width !== undefined) return String(width);
  if (size.is === "exact") return `${either(size.bits.map(String))} bits`;
  const least = size.least / 8;
  if (size.most !== null && size.most / 8 <= muchOctets) return `${least} to ${withNoun(size.most / 8, "octets")}`;
  return least === 0 ? ".." : `${withNoun(least, "octets")} or more`;
}

/** A size as the notation of RFC 9000, Section 1.3 says it: `32`, `8..40`, `..984`, `..`; in bits. */
export function sizeInNotation(size: Size): string {
  const width = onlyWidth(size);
  if (width !== undefined) return String(width);
  const [least, most] = size.is === "exact" ? [Math.min(...size.bits), Math.max(...size.bits)] : [size.least, size.most];
  const end = most === null || most / 8 > muchOctets ? "" : String(most);
  return `${least === 0 ? "" : least}..${end}`;
}
