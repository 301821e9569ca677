/**
 * The fields of a diagram out of a struct: nested structs and the chosen case flattened.
 *
 * @module
 */
import type { FieldModel, Model, StructModel } from "../../../reference/layout/model.ts";
import { onlyWidth, fieldSize } from "../field-size.ts";
import { caseOf, entryInCase } from "./cases.ts";
import type { DiagramField } from "./model.ts";

interface FlattenContext {
  readonly struct: StructModel;
  readonly choice: string | undefined;
  readonly model: Model;
  /** Path of the enclosing fields, with a closing dot, or empty. */
  readonly path: string;
  /** What the presence of the enclosing fields hangs on. */
  readonly presence: string;
}

/**
 * The fields of a struct in the order of the wire.
 * @param choice the case that variants are specialised to.
 */
export function diagramFields(struct: StructModel, choice: string | undefined, model: Model): readonly DiagramField[] {
  return splitLeads(flattenStruct({ struct, choice, model, path: "", presence: "" }));
}

function flattenStruct(place: FlattenContext): readonly DiagramField[] {
  return place.struct.fields.flatMap((field) => flattenField(field, place));
}

function flattenField(field: FieldModel, place: FlattenContext): readonly DiagramField[] {
  const presence = place.presence + ownPresence(field);
  const { wire } = field;
  if (wire.kind === "struct") {
    return flattenStruct({ ...place, struct: wire.struct, path: `${place.path}${field.name}.`, presence });
  }
  const chosen = wire.kind === "variant" ? caseOf(wire, place.choice) : undefined;
  return chosen === undefined ? [plainField(field, place, presence)] : flattenStruct({ ...place, struct: chosen, presence });
}

function ownPresence({ name, when, group }: FieldModel): string {
  if (group !== undefined) return `/group ${group}`;
  return when === undefined ? "" : `/${name} when ${when.field} is ${when.equals}`;
}

function plainField(field: FieldModel, place: FlattenContext, presence: string): DiagramField {
  const { wire } = field;
  return {
    path: place.path + field.name,
    title: field.title,
    ...(field.label === undefined ? {} : { label: field.label }),
    size: fieldSize(field, place.struct),
    presence,
    repeats: wire.kind === "repeat",
    ...(wire.kind === "prefixed" ? { lead: wire.integer.lead } : {}),
    ...knownValue(field, place),
  };
}

/** The value of a field where the layout or the case fixes it. */
function knownValue(field: FieldModel, place: FlattenContext): Pick<DiagramField, "value" | "binary"> {
  const { wire } = field;
  const entry = entryInCase(field, place.struct, place.choice, place.model);
  const value = wire.kind === "constant" ? fixedValue(field, wire.value) : entry?.code;
  if (value === undefined || !("bits" in wire)) return {};
  if (typeof value === "string") return { value: `"${value}"` };
  return { value: String(value), binary: value.toString(2).padStart(wire.bits, "0") };
}

/** Bits that a receiver ignores have no value that a reader could rely on. */
function fixedValue({ constraints }: FieldModel, value: number): number | undefined {
  return constraints.some(({ rule }) => rule === "equals") ? value : undefined;
}

/**
 * A prefix-coded integer that begins inside an octet shares a row with the bits before it:
 * its lead is drawn in place, what may follow on a row of its own.
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

function leadOf(field: DiagramField): DiagramField {
  return { ...field, size: { is: "exact", bits: [field.lead ?? 0] } };
}

function extensionOf(field: DiagramField): DiagramField {
  const widths = field.size.is === "exact" ? field.size.bits : [];
  const size = { is: "exact", bits: widths.map((bits) => bits - (field.lead ?? 0)) } as const;
  return { ...field, title: `${field.title}, continued`, size };
}
