/**
 * What the type of a struct knows while its fields are written: the names of other fields, and the bounds of the receiver.
 *
 * @module
 */
import { namedEntries } from "../../../reference/layout/entries.ts";
import type { CodeModel, ConstraintModel, FieldModel, Model } from "../../../reference/layout/model.ts";
import { innerStructs } from "../../../reference/layout/struct/names.ts";
import type { RegistryModel, StructModel, WireModel } from "../../../reference/layout/model.ts";
import { leadBits } from "../../../reference/layout/numbers.ts";
import type { CitationText } from "../document.ts";
import { ExportError } from "../export.ts";
import type { KsyParameter } from "./ksy.ts";
import { ksyName } from "./names.ts";

/** The type in which a field stands. */
export interface FieldScope {
  readonly model: Model;
  readonly struct: StructModel;
  readonly cite: CitationText;
  /** The fields after the length of a struct stand in a type of their own, the body. */
  readonly isBody: boolean;
}

/** Returns the place of a field in messages. */
export const placeOf = ({ struct }: FieldScope, field: FieldModel): string => `${struct.id}.${field.name}`;

/** Returns the fields up to the length of a struct, and those after it; all are before it in a struct without a length. */
export function splitAtLength(struct: StructModel): readonly [head: readonly FieldModel[], body: readonly FieldModel[]] {
  const { fields } = struct;
  const at = fields.findIndex(({ role }) => role === "length");
  const next = fields[at + 1];
  if (at >= 0 && next !== undefined && !isAligned(struct, next)) {
    throw new ExportError(`${struct.id}.${fields[at]?.name ?? ""}`, "ends within an octet, where no type of Kaitai Struct can begin");
  }
  return at < 0 ? [fields, []] : [fields.slice(0, at + 1), fields.slice(at + 1)];
}

/** Returns an earlier field of a struct by its name. */
export function fieldNamed({ struct }: FieldScope, name: string): FieldModel {
  const field = struct.fields.find((each) => each.name === name);
  if (field === undefined) throw new ExportError(struct.id, `has no field ${name}: build the model with describe()`);
  return field;
}

/** Returns whether a field begins on an octet. */
export function isAligned({ fields }: StructModel, field: FieldModel): boolean {
  const bits = fields.slice(0, fields.indexOf(field)).map(({ wire }) => leadBits(wire) ?? ("bits" in wire ? wire.bits : 0));
  return bits.reduce((sum, each) => sum + each, 0) % 8 === 0;
}

/** Returns a field as an expression in the type of the scope. */
export function fieldReference(scope: FieldScope, name: string): string {
  const id = ksyName(`${scope.struct.id}.${name}`, name);
  const [head] = splitAtLength(scope.struct);
  return scope.isBody && head.some((each) => each.name === name) ? `_parent.${id}` : id;
}

/** Returns the registry of a code. */
export function registryOf({ model, struct }: FieldScope, { registry: id }: CodeModel): RegistryModel {
  const registry = model.elements[id];
  if (registry?.kind === "registry") return registry;
  throw new ExportError(struct.id, `has a code of the registry ${id}, which the model lacks: add the registry to describe()`);
}

/** Returns whether a code is a member of an enumeration; otherwise it is text, or the number of a type of its own. */
export const isEnumeration = (wire: CodeModel): boolean => wire.as === "number" && "bits" in wire;

/** Returns an entry of a registry as Kaitai Struct compares it with a read code: a member of an enumeration, text, or a number. */
export function codeLiteral(scope: FieldScope, wire: CodeModel, name: string): string {
  const registry = registryOf(scope, wire);
  if (isEnumeration(wire)) return `${ksyName(registry.id, registry.id)}::${ksyName(`${registry.id}.${name}`, name)}`;
  return JSON.stringify(namedEntries(registry).find((entry) => entry.name === name)?.code ?? name);
}

/** Returns a code as an expression that {@link codeLiteral} can equal. @param expression - the field */
export function codeValue(wire: CodeModel, expression: string): string {
  return isEnumeration(wire) ? expression : `${expression}.${wire.as === "ascii" ? "text" : "value"}`;
}

/** A constraint by a bound that the receiver sets. */
type BoundConstraint = Extract<ConstraintModel, { readonly rule: "bound" | "agreed" }>;

/** Returns the name of the parameter of a bound. */
export function boundName(place: string, { rule, bound }: BoundConstraint): string {
  return ksyName(place, `${rule === "agreed" ? "agreed" : "max"}_${bound}`);
}

function parameterOf({ name, wire }: FieldModel, place: string, constraint: BoundConstraint): KsyParameter {
  const id = boundName(place, constraint);
  if (constraint.rule === "bound") return { id, type: "u8", doc: `The bound that the receiver sets for the field ${name}.` };
  if (wire.kind !== "code" || !isEnumeration(wire)) throw new ExportError(place, "is agreed on, which only a code of a fixed width can be");
  return { id, type: "u1", enum: ksyName(wire.registry, wire.registry), doc: `The code that both ends agreed on for the field ${name}.` };
}

/** Returns the structs in a field. */
export const structsIn = (wire: WireModel): readonly StructModel[] => innerStructs({ wire });

/** Returns the parameters of a type with these fields: the bounds of its fields, and those of the structs in them. */
export function parametersOf(id: string, fields: readonly FieldModel[]): KsyParameter[] {
  const all = fields.flatMap((field): KsyParameter[] => {
    const bounds = field.constraints.filter((each) => each.rule === "bound" || each.rule === "agreed");
    return [
      ...bounds.map((each) => parameterOf(field, `${id}.${field.name}`, each)),
      ...structsIn(field.wire).flatMap((struct) => parametersOf(struct.id, struct.fields)),
    ];
  });
  return all.filter(({ id: name }, index) => all.findIndex((other) => other.id === name) === index);
}

/** Returns a type with its arguments, which are parameters of the type that uses it. */
export function typeUse(name: string, parameters: readonly KsyParameter[]): string {
  return parameters.length === 0 ? name : `${name}(${parameters.map(({ id }) => id).join(", ")})`;
}

/** Returns the use of the type of a struct. */
export const structUse = ({ id, fields }: StructModel): string => typeUse(ksyName(id, id), parametersOf(id, fields));
