/**
 * Formats the value of a field, which examples show beside its octets.
 *
 * @module
 */
import type { TracedField } from "../../../reference/layout/index.ts";
import { numberText } from "../../../reference/layout/entries.ts";
import type { EncodedElementModel, FieldModel, NestedModel, StructModel, WireModel } from "../../../reference/layout/model.ts";
import { variantStructs } from "../../../reference/layout/variants.ts";
import { bareField } from "../../../reference/layout/struct/bare.ts";

/** The greatest number of octets that the value repeats in hex; longer ones have their length alone. */
const MAX_OCTETS = 8;
/** The greatest number of shown letters of a text. */
const MAX_LETTERS = 28;

/** Returns `field = value`; the name of an integer without a struct is its id. */
export function fieldText(element: EncodedElementModel, { path, bits, value }: TracedField): string {
  if (element.kind !== "struct") return `${element.id} = ${String(value)}`;
  const field = fieldAt(element, namesIn(path), [element]);
  const isNumber = typeof value === "number" || (typeof value === "string" && field?.wire.kind !== "code" && /^-?\d+$/.test(value));
  if (field?.base !== undefined && isNumber) return `${path} = ${numberText(value, field.base)}`;
  return `${path} = ${valueText(field?.wire.kind, value, bits / 8)}`;
}

function valueText(kind: string | undefined, value: unknown, octets: number): string {
  if (typeof value !== "string") return typeof value === "object" ? JSON.stringify(value) : String(value);
  if (kind === "utf8" || kind === "ascii" || kind === "latin1") return quoted(value, octets);
  if (kind === "octets") return octets > MAX_OCTETS ? `${octets} octets` : value === "" ? '""' : value;
  return /^[\x21-\x7e]+$/.test(value) ? value : ascii(JSON.stringify(value));
}

function quoted(value: string, octets: number): string {
  const letters = [...value];
  const whole = ascii(JSON.stringify(value));
  if (whole.length <= MAX_LETTERS + 2) return whole;
  const short = letters.slice(0, MAX_LETTERS / 2).join("");
  return short === value ? whole : `${ascii(JSON.stringify(short))}..., ${octets} octets`;
}

/** Escapes code points outside of ASCII: `\u00e9`, or `\u{1f680}` for more than four digits. */
function ascii(text: string): string {
  return text.replace(/[^\x20-\x7e]/gu, (letter) => {
    const digits = (letter.codePointAt(0) ?? 0).toString(16);
    return digits.length > 4 ? `\\u{${digits}}` : `\\u${digits.padStart(4, "0")}`;
  });
}

/** Returns the names of a path without the indices of repetitions: `labels` and `text` for `labels.0.text`. */
function namesIn(path: string): readonly string[] {
  return path.split(".").filter((name) => !/^\d+$/.test(name));
}

/** Returns the field at a path; the fields of a variant are on the level of the others. @param around - the structs around it */
function fieldAt(struct: StructModel, [name = "", ...rest]: readonly string[], around: readonly StructModel[]): FieldModel | undefined {
  const structs = [struct, ...struct.fields.flatMap(({ wire }) => (wire.kind === "variant" ? variantStructs(wire) : []))];
  const found = structs.flatMap(({ fields }) => fields).find((field) => field.name === name && field.wire.kind !== "variant");
  return found === undefined ? undefined : fieldIn(found, rest, around);
}

/** Returns the field at a path in another; a path that ends at a bare struct is that of its field. */
function fieldIn(field: FieldModel, path: readonly string[], around: readonly StructModel[]): FieldModel | undefined {
  const inner = innerOf(field.wire, around);
  const beside = inner?.struct.fields.some(({ name, role }) => role !== "value" && name === path[0]) === true;
  if (inner?.bare === true && !beside) return fieldIn(bareField(inner.struct), path, around);
  if (path.length === 0) return field;
  return inner === undefined ? undefined : fieldAt(inner.struct, path, [inner.struct, ...around]);
}

/** Returns the struct whose fields a field has. */
function innerOf(wire: WireModel, around: readonly StructModel[]): Omit<NestedModel, "kind"> | undefined {
  if (wire.kind === "struct") return wire;
  if (wire.kind === "repeat") return wire.item;
  const struct = wire.kind === "recursive" ? around.find(({ id }) => id === wire.struct) : undefined;
  return struct && { struct };
}
