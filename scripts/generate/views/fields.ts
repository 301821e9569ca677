import { conditionText } from "../../../reference/layout/conditions.ts";
import { charactersText } from "../../../reference/layout/compile/checks.ts";
import { constantText, namedEntries, numberText } from "../../../reference/layout/entries.ts";
import type {
  ChecksumModel,
  CodeModel,
  FieldModel,
  Model,
  OctetStringModel,
  RepeatModel,
  StructModel,
  Unit,
  UntilModel,
  WireModel,
} from "../../../reference/layout/model.ts";
import { rangesText } from "../../../reference/layout/size.ts";
import { relationText } from "../../../reference/layout/relations.ts";
import { integerOf } from "../../../reference/layout/numbers.ts";
import { onlyField } from "../../../reference/layout/struct/bare.ts";
import { recursiveStruct } from "../../../reference/layout/struct/recursion.ts";
import type { TableCell, View } from "../blocks.ts";
import { ViewError } from "../blocks.ts";
import { onlyWidth, sizeLabel, fieldSize } from "../field-size.ts";
import { joinWithOr, rangeOf, ranges, withNoun } from "../units.ts";
import type { TableColumn } from "./table.ts";
import { definitionsOf, formAttribute, isListForm, textCell, tableOf } from "./table.ts";

/** The greatest number of entries of a registry that a cell lists; of a larger registry, the cell has the title. */
const mostListed = 6;

function sizeCell(field: FieldModel, struct: StructModel): TableCell {
  const size = fieldSize(field, struct);
  const width = onlyWidth(size);
  const words = sizeLabel(size);
  return textCell(width !== undefined ? withNoun(width, "bits") : words === ".." ? "any" : words);
}

/** Returns the properties of a value, the most important first. */
function valueCell(field: FieldModel, struct: StructModel, model: Model): TableCell {
  const sign = field.wire.kind === "int" ? "two's complement" : "";
  const value = [wireValue(field, struct, model), countingText(field, struct)];
  const parts = [presenceOf(field, struct), ...value, sign, endianOf(field.wire), sent(field), relatedText(field, struct)];
  return textCell(parts.filter((part) => part !== "").join("; "));
}

function titleOf(field: string, { fields }: StructModel): string {
  return fields.find(({ name }) => name === field)?.title ?? field;
}

function presenceOf({ when, group }: FieldModel, struct: StructModel): string {
  if (group !== undefined) return "optional";
  if (when === undefined) return "";
  return `only if ${conditionText(when, struct.fields, ({ title }) => title)}`;
}

function wireValue(field: FieldModel, struct: StructModel, model: Model): string {
  const { wire, checksum } = field;
  if (checksum !== undefined) return checksumText(field.name, checksum, struct);
  if (wire.kind === "constant" || wire.kind === "literal") return constantText(wire, field.base);
  if (wire.kind === "recursive") return `${recursiveStruct(model, wire.struct).title}, at most ${wire.depth} levels`;
  if (wire.kind === "code") return codeValue(wire, model);
  if (wire.kind === "variant") return `by ${titleOf(wire.by, struct)}`;
  if (wire.kind === "repeat") return itemValue(wire, model);
  if ("size" in wire) return runValue(field, wire);
  if (field.range === undefined) return "";
  return `${rangeOf(field, field.range)}${field.unit === undefined ? "" : ` ${countingUnit(field, field.unit)}`}`;
}

const encodings = { octets: "", ascii: "ASCII", latin1: "ISO 8859-1", utf8: "UTF-8" } as const;

/** Returns the encoding of a run, its allowed characters and the octet that closes it. */
function runValue({ constraints }: FieldModel, { kind, size }: OctetStringModel): string {
  const characters = constraints.find((each) => each.rule === "characters");
  const parts = [
    encodings[kind],
    characters === undefined ? "" : charactersText(characters.ranges),
    size.is === "octet" ? `closed by 0x${size.octet.toString(16).padStart(2, "0")}` : "",
  ];
  return parts.filter((part) => part !== "").join(", ");
}

/** Returns the unit in which a number counts. */
function countingUnit({ counting }: FieldModel, unit: Unit): string {
  return counting === undefined || counting.unit === 1 ? unit : `units of ${withNoun(counting.unit, unit)}`;
}

/** Returns what a length, size or count counts beside the octets or items behind it. */
function countingText({ name, counting }: FieldModel, struct: StructModel): string {
  if (counting === undefined) return "";
  const { from, plus } = counting;
  const start = from === undefined ? "" : from === name ? "counts itself" : `counts from ${titleOf(from, struct)} on`;
  return [start, plus === 0 ? "" : `${plus < 0 ? "minus" : "plus"} ${Math.abs(plus)}`].filter((part) => part !== "").join(", ");
}

/** Returns the octets that a checksum sums up. */
function checksumText(name: string, { function: by, from, over }: ChecksumModel, struct: StructModel): string {
  const octets = from === struct.fields[0]?.name ? "of all octets" : `from ${titleOf(from, struct)} on`;
  if (over === "struct") return `${by} ${octets}, itself as 0`;
  const last = struct.fields[struct.fields.findIndex((field) => field.name === name) - 1]?.name ?? from;
  return `${by} of ${titleOf(from, struct)}${last === from ? "" : ` to ${titleOf(last, struct)}`}`;
}

/** Returns the items of a list: a struct by its title, another by its size and value. */
function itemValue({ item, until }: RepeatModel, model: Model): string {
  const only = onlyField(item);
  const end = listEnd(until, item.struct);
  if (only === undefined) return `list of ${item.struct.title}${end}`;
  const width = onlyWidth(fieldSize(only, item.struct));
  const parts = [width === undefined ? "" : withNoun(width, "bits"), wireValue(only, item.struct, model)];
  return `${`each ${parts.filter((part) => part !== "").join(": ")}`.trimEnd()}${end}`;
}

/** Returns the end of a list that ends after an item or before an octet. */
function listEnd(until: UntilModel, { fields: all }: StructModel): string {
  if (until.is === "last") return `; the last has ${conditionText(until.when, all, ({ title }) => title)}`;
  return until.is === "before" ? `, up to the octet ${rangesText(until.octets, (octet) => numberText(octet, 16))}` : "";
}

function codeValue({ registry: id, open }: CodeModel, model: Model): string {
  const registry = model.elements[id];
  if (registry?.kind !== "registry") return "";
  const names = namedEntries(registry).map(({ name }) => name);
  if (names.length > mostListed) return `one of ${registry.title}${open ? ", or another" : ""}`;
  return joinWithOr(open ? [...names, "another"] : names);
}

function endianOf(wire: WireModel): string {
  const integer = integerOf(wire);
  if (integer?.kind === "continued") return `${integer.endian === "little" ? "least" : "most"} significant bits first`;
  const little = integer !== undefined
    ? integer.endian === "little"
    : "endian" in wire && wire.endian === "little" && wire.bits > 8;
  return little ? "little endian" : "";
}

/** Returns the relations of a field to others. */
function relatedText({ name }: FieldModel, { fields: all, relations = [] }: StructModel): string {
  const own = relations.filter(({ field }) => field === name);
  return own.map((each) => relationText(each, all, ({ title }) => title)).join("; ");
}

function sent({ sends, base }: FieldModel): string {
  return sends === undefined ? "" : `sent: ${ranges(sends, base)}`;
}

function columnsOf(struct: StructModel, model: Model): readonly TableColumn<FieldModel>[] {
  return [
    { title: "Field", cell: ({ title }) => textCell(title) },
    { title: "Size", cell: (field) => sizeCell(field, struct) },
    { title: "Value", folds: "after", cell: (field) => valueCell(field, struct, model) },
    { title: "Meaning", prose: true, cell: ({ description }) => textCell(description) },
    { title: "Section", folds: "after", cell: ({ cite }) => (cite === struct.cite ? [] : [{ cite }]) },
  ];
}

/** The fields of a struct: size, values, meaning, and the section if it differs from that of the struct. */
export const fields: View = {
  kinds: ["struct"],
  attributes: formAttribute,
  render(element, attributes, model) {
    if (element.kind !== "struct") throw new ViewError(element.id, "only a struct has fields");
    const parts = element.fields.map(({ name }) => name);
    if (isListForm(element.id, attributes)) return [definitionsOf(columnsOf(element, model), element.fields, parts)];
    return [{ ...tableOf(`Fields of ${element.title}`, columnsOf(element, model), element.fields), parts }];
  },
};
