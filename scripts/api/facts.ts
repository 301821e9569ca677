/**
 * The facts of a field, in words.
 *
 * @module
 */
import { conditionText } from "../../reference/layout/conditions.ts";
import { constantText } from "../../reference/layout/entries.ts";
import type { FieldModel, Model, StructModel, WireModel } from "../../reference/layout/model.ts";
import { integerOf } from "../../reference/layout/numbers.ts";
import { onlyWidth, sizeLabel, fieldSize } from "../generate/field-size.ts";
import { rangeOf, ranges, withNoun } from "../generate/units.ts";

/** A fact of a field. */
export interface FieldFact {
  readonly label: string;
  readonly text: string;
}

/** Returns the width on the wire, in bits or octets. */
export function sizeText(field: FieldModel, struct: StructModel): string {
  const size = fieldSize(field, struct);
  const width = onlyWidth(size);
  if (width !== undefined) return width % 8 === 0 && width > 8 ? withNoun(width / 8, "octets") : withNoun(width, "bits");
  const words = sizeLabel(size);
  return words === ".." ? "any number of octets" : words;
}

/** Returns the values: a range with its unit, a constant, or the registry that names them. */
export function valueText(field: FieldModel, model: Model): string {
  const { wire } = field;
  if (wire.kind === "constant" || wire.kind === "literal") return constantText(wire, field.base);
  if (wire.kind === "flag") return "0 or 1";
  if (wire.kind === "utf8") return "UTF-8";
  if (wire.kind === "ascii") return "ASCII";
  if (wire.kind === "latin1") return "ISO 8859-1";
  if (wire.kind === "code") return registryText(wire.registry, wire.open, model);
  if (field.range === undefined) return "";
  return `${rangeOf(field, field.range)}${field.unit === undefined ? "" : ` ${field.unit}`}`;
}

function registryText(id: string, open: boolean, model: Model): string {
  return `a code of ${model.elements[id]?.title ?? id}${open ? ", or another code" : ""}`;
}

function presence({ when, group }: FieldModel, struct: StructModel): string {
  if (group !== undefined) {
    const others = struct.fields.filter((each) => each.group === group).map(({ title }) => title);
    return others.length < 2 ? "or absent" : `${others.join(" and ")} together, or absent`;
  }
  if (when === undefined) return "";
  return `only if ${conditionText(when, struct.fields, ({ title }) => title)}`;
}

const derivedRoles: Readonly<Record<string, string>> = {
  length: "counts the octets after it, to the end of the struct; not part of the value",
  size: "counts the octets of a later field; not part of the value",
  count: "counts the items of a later field; not part of the value",
  constant: "always the same; not part of the value",
  reserved: "always zero; not part of the value",
};

function octetOrder(wire: WireModel): string {
  const integer = integerOf(wire);
  if (integer?.kind === "continued") return `${integer.endian === "little" ? "least" : "most"} significant bits first`;
  const endian = integer !== undefined ? integer.endian : "endian" in wire && wire.bits > 8 ? wire.endian : undefined;
  return endian === "little" ? "little endian" : "";
}

function faults({ constraints }: FieldModel): string {
  return [...new Set(constraints.map(({ fault }) => fault))].join(", ");
}

/** Returns the facts of a field without name, description and citation; omits empty facts. */
export function fieldFacts(field: FieldModel, struct: StructModel, model: Model): readonly FieldFact[] {
  const omitted = field.wire.kind === "code" ? field.wire.omit : undefined;
  const facts = [
    { label: "Size", text: sizeText(field, struct) },
    { label: field.range === undefined ? "Value" : "Range", text: valueText(field, model) },
    { label: "Sent", text: field.sends === undefined ? "" : ranges(field.sends, field.base) },
    { label: "Octet order", text: octetOrder(field.wire) },
    { label: "Unit", text: field.unit ?? "" },
    { label: "Present", text: presence(field, struct) },
    { label: "Left out", text: omitted === undefined ? "" : `if it is ${omitted}` },
    { label: "Role", text: derivedRoles[field.role] ?? "" },
    { label: "Fault", text: faults(field) },
  ];
  return facts.filter(({ text }) => text !== "");
}
