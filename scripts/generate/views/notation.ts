import { constantText, namedEntries } from "../../../reference/layout/entries.ts";
import type { CodeModel, FieldModel, Model, OpaqueModel, StructModel, VariantModel } from "../../../reference/layout/model.ts";
import { integerOf } from "../../../reference/layout/numbers.ts";
import { onlyField } from "../../../reference/layout/struct/bare.ts";
import { recursiveStruct } from "../../../reference/layout/struct/recursion.ts";
import type { View } from "../blocks.ts";
import { ViewError } from "../blocks.ts";
import { codeWord, entryOf } from "../diagram/cases.ts";
import { sizeNotation, fieldSize } from "../field-size.ts";
import { joinWithOr } from "../units.ts";

const MAX_COLUMNS = 69;

/** A struct, and the condition under which it is present. */
interface NotationPart {
  readonly struct: StructModel;
  readonly where: string;
}

/** Returns one field of a block, without indentation and comma. */
function line(field: FieldModel, struct: StructModel, model: Model): string {
  const { wire, title } = field;
  const size = sizeText(field, struct, model);
  const value = wire.kind === "constant" || wire.kind === "literal" ? ` = ${constantText(wire, field.base)}` : "";
  const text = `${title} (${size})${value}${wire.kind === "repeat" ? " ..." : ""}`;
  return field.when === undefined ? text : `[${text}]`;
}

/** Returns the size of a field, or the name of its type; of a list those of an item. */
function sizeText(field: FieldModel, struct: StructModel, model: Model): string {
  const { wire } = field;
  const only = wire.kind === "repeat" ? onlyField(wire.item) : undefined;
  if (wire.kind === "repeat" && only !== undefined) return sizeText(only, wire.item.struct, model);
  return typeName(field, model) ?? sizeNotation(fieldSize(field, struct));
}

/** Returns the name of a field's type, if it has one other than the field's title. */
function typeName({ wire, title }: FieldModel, model: Model): string | undefined {
  if (wire.kind === "recursive") return recursiveStruct(model, wire.struct).title;
  if (wire.kind === "struct") return wire.struct.title;
  if (wire.kind === "repeat") return wire.item.struct.title;
  const integer = integerOf(wire);
  return integer !== undefined && integer.title !== title ? integer.title : undefined;
}

/** Returns the lines of a struct; fields that are present together or not at all share one pair of brackets. */
function linesOf(struct: StructModel, model: Model): readonly string[] {
  const group = struct.fields.filter((field) => field.group !== undefined).map((field) => line(field, struct, model));
  const lines = struct.fields.filter((field) => field.group === undefined).map((field) => line(field, struct, model));
  return [...lines, ...(group.length === 0 ? [] : [`[${group.join(", ")}]`])];
}

function block({ struct, where }: NotationPart, model: Model): string {
  const lines = linesOf(struct, model).map((each) => `  ${each},`);
  return [`${struct.title}${where === "" ? "" : ` (${where})`} {`, ...lines, "}"].join("\n");
}

/** Returns the struct and the structs in its fields. */
function nestedParts(part: NotationPart, model: Model): readonly NotationPart[] {
  return [part, ...part.struct.fields.flatMap((field) => inner(field, part.struct, model).flatMap((each) => nestedParts(each, model)))];
}

function inner({ wire }: FieldModel, struct: StructModel, model: Model): readonly NotationPart[] {
  if (wire.kind === "struct") return [{ struct: wire.struct, where: "" }];
  if (wire.kind === "repeat") {
    const only = onlyField(wire.item);
    return only === undefined ? [{ struct: wire.item.struct, where: "" }] : inner(only, wire.item.struct, model);
  }
  if (wire.kind !== "variant") return [];
  const named = Object.entries(wire.cases).map(([name, each]) => ({ struct: each, where: caseWhere(wire, name, struct, model) }));
  const other = wire.default === undefined ? [] : [{ struct: wire.default, where: `any other ${codeField(wire.by, struct).title}` }];
  const cases = [...named, ...other];
  return wire.opaque === undefined ? cases : [...cases, { struct: wire.opaque.as, where: compressedWhere(wire.opaque, struct, model) }];
}

function codeField(name: string, struct: StructModel): { readonly title: string; readonly wire: CodeModel } {
  const field = struct.fields.find((each) => each.name === name);
  if (field?.wire.kind !== "code") throw new ViewError(struct.id, `a variant depends on "${name}", which is no code of ${struct.id}`);
  return { title: field.title, wire: field.wire };
}

function caseWhere({ by }: VariantModel, name: string, struct: StructModel, model: Model): string {
  const { title, wire } = codeField(by, struct);
  return `${title} = ${codeWord(wire, entryOf(wire, name, model, struct), model)}`;
}

/** Returns the condition of a compressed payload: any code except the omitted one. */
function compressedWhere({ by }: OpaqueModel, struct: StructModel, model: Model): string {
  const { title, wire } = codeField(by, struct);
  const registry = model.elements[wire.registry];
  const entries = registry?.kind === "registry" ? namedEntries(registry) : [];
  const codes = entries.filter(({ name }) => name !== wire.omit).map((entry) => codeWord(wire, entry, model));
  return `${title} = ${joinWithOr(codes)}`;
}

/** The compact notation of RFC 9000, Section 1.3, with a block for each struct. */
export const notation: View = {
  kinds: ["struct"],
  attributes: {},
  render(element, _, model) {
    if (element.kind !== "struct") throw new ViewError(element.id, "only a struct can be written in notation");
    const blocks = [...new Set(nestedParts({ struct: element, where: "" }, model).map((part) => block(part, model)))];
    const text = blocks.join("\n\n");
    const wide = text.split("\n").find(({ length }) => length > MAX_COLUMNS);
    if (wide !== undefined) {
      throw new ViewError(element.id, `"${wide}" is wider than ${MAX_COLUMNS} columns; give the field a shorter title`);
    }
    return [{ kind: "source", title: element.title, type: "", text }];
  },
};
