/**
 * Lists the fields of a diagram: the fields of a struct, with nested structs and the chosen case flattened.
 *
 * @module
 */
import { constantText, numberText } from "../../../reference/layout/entries.ts";
import type { ConstantModel, FieldModel, Model, StructModel } from "../../../reference/layout/model.ts";
import { leadBits } from "../../../reference/layout/numbers.ts";
import { type BitSize, onlyWidth, fieldSize } from "../field-size.ts";
import { caseOf, entryInCase } from "./cases.ts";
import type { DiagramField } from "./model.ts";

interface FlattenContext {
  readonly struct: StructModel;
  readonly choice: string | undefined;
  readonly model: Model;
  /** The path of the enclosing fields with a final dot, or empty. */
  readonly path: string;
  /** The condition under which the enclosing fields are present. */
  readonly presence: string;
}

/**
 * Returns the fields of a struct in the order of the wire.
 *
 * @param choice - the case that replaces variants
 */
export function diagramFields(struct: StructModel, choice: string | undefined, model: Model): readonly DiagramField[] {
  return splitLeads(flattenStruct({ struct, choice, model, path: "", presence: "" }));
}

function flattenStruct(context: FlattenContext): readonly DiagramField[] {
  return context.struct.fields.flatMap((field) => flattenField(field, context));
}

function flattenField(field: FieldModel, context: FlattenContext): readonly DiagramField[] {
  const presence = context.presence + ownPresence(field);
  const { wire } = field;
  if (wire.kind === "struct") {
    return flattenStruct({ ...context, struct: wire.struct, path: `${context.path}${field.name}.`, presence });
  }
  const chosen = wire.kind === "variant" ? caseOf(wire, context.choice) : undefined;
  return chosen === undefined ? [plainField(field, context, presence)] : flattenStruct({ ...context, struct: chosen, presence });
}

function ownPresence({ name, when, group }: FieldModel): string {
  if (group !== undefined) return `/group ${group}`;
  return when === undefined ? "" : `/${name} when ${JSON.stringify(when)}`;
}

function plainField(field: FieldModel, context: FlattenContext, presence: string): DiagramField {
  const { wire } = field;
  const lead = leadBits(wire);
  return {
    path: context.path + field.name,
    title: field.title,
    ...(field.label === undefined ? {} : { label: field.label }),
    size: fieldSize(field, context.struct),
    presence,
    repeats: wire.kind === "repeat",
    ...(lead === undefined ? {} : { lead }),
    ...knownValue(field, context),
  };
}

/** Returns the value of a field, if the layout or the case determines it. */
function knownValue(field: FieldModel, context: FlattenContext): Pick<DiagramField, "value" | "binary"> {
  const { wire } = field;
  const entry = entryInCase(field, context.struct, context.choice, context.model);
  if (wire.kind === "literal") return { value: constantText(wire) };
  const value = wire.kind === "constant" ? fixedValue(field, wire) : entry?.code;
  if (value === undefined) return {};
  if (typeof value === "string") return { value: `"${value}"` };
  const base = wire.kind === "code" ? baseOf(context.model, wire.registry) : field.base;
  if (!("bits" in wire)) return { value: numberText(value, base) };
  return { value: numberText(value, base), binary: value.toString(2).padStart(wire.bits, "0") };
}

/** Returns the base in which the codes of a registry are written. */
function baseOf({ elements }: Model, id: string): 16 | undefined {
  const registry = elements[id];
  return registry?.kind === "registry" ? registry.base : undefined;
}

/** Returns the value of a constant, unless a receiver ignores it: then a reader must not rely on it. */
function fixedValue({ constraints }: FieldModel, { value }: ConstantModel): bigint | undefined {
  return constraints.some(({ rule }) => rule === "equals") ? BigInt(value) : undefined;
}

/**
 * Splits prefix-coded integers that begin inside an octet: the lead is drawn in the row of the bits before it, the rest in its own
 * row.
 */
function splitLeads(fields: readonly DiagramField[]): readonly DiagramField[] {
  let at = 0;
  return fields.flatMap((field) => {
    const split = at % 8 !== 0 && field.lead !== undefined && onlyWidth(field.size) === undefined;
    const width = onlyWidth(field.size);
    at = width === undefined ? 0 : at + width;
    return split ? [leadOf(field), extensionOf(field)] : [field];
  });
}

function sizeLess(size: BitSize, lead: number): BitSize {
  if (size.is === "exact") return { ...size, bits: size.bits.map((bits) => bits - lead) };
  return { ...size, least: size.least - lead, most: size.most === null ? null : size.most - lead };
}

function leadOf(field: DiagramField): DiagramField {
  return { ...field, size: { is: "exact", bits: [field.lead ?? 0] } };
}

function extensionOf(field: DiagramField): DiagramField {
  return { ...field, title: `${field.title}, continued`, size: sizeLess(field.size, field.lead ?? 0) };
}
