/**
 * What is checked when a field refers to others: conditions, variants, groups, counts.
 *
 * @module
 */
import type { z } from "zod";

import { LayoutError } from "../errors.ts";
import type { CodeModel, ElementModel, FieldModel, RegistryModel, StructModel, WireModel } from "../model.ts";
import { fieldsBits } from "./sizes.ts";
import { wireInfo } from "../wire-type.ts";

/** A struct under construction. */
interface StructDraft {
  readonly doc: { readonly id: string };
  readonly fields: readonly FieldModel[];
  readonly uses: readonly ElementModel[];
}

/** The earlier field by which the size or the number of items of a field is counted. */
export function countedBy(wire: WireModel): string | undefined {
  if (wire.kind === "repeat") return wire.until.is === "count" ? wire.until.field : undefined;
  return "size" in wire && wire.size.is === "field" ? wire.size.field : undefined;
}

function earlierField({ doc, fields }: StructDraft, name: string, by: string): FieldModel {
  const found = fields.find((field) => field.name === by);
  if (found === undefined) throw new LayoutError(`${doc.id}.${name}`, `refers to ${by}, which is no earlier field`);
  return found;
}

function registryOf({ uses }: StructDraft, { registry }: CodeModel): RegistryModel | undefined {
  return uses.find((each): each is RegistryModel => each.kind === "registry" && each.id === registry);
}

/** Whether a field can have the value, as far as a condition can ask for it. */
function canEqual(draft: StructDraft, { wire }: FieldModel, equals: boolean | string): boolean {
  if (wire.kind === "flag") return typeof equals === "boolean";
  if (wire.kind !== "code" || typeof equals === "boolean") return false;
  return registryOf(draft, wire)?.entries.some((entry) => entry.name === equals) ?? false;
}

/**
 * Checks a field under a condition.
 *
 * @throws {@link LayoutError} where the condition asks for what no earlier flag or code can be, or the field omits a code
 */
export function checkWhen(draft: StructDraft, name: string, by: string, equals: boolean | string, type: z.ZodType): void {
  const where = `${draft.doc.id}.${name}`;
  if (!canEqual(draft, earlierField(draft, name, by), equals)) {
    throw new LayoutError(where, `is there only if ${by} is ${JSON.stringify(equals)}, expected a flag and true or false, or a code and one of its names`);
  }
  const { wire } = wireInfo(where, type);
  if (wire.kind === "code" && wire.omit !== undefined) throw new LayoutError(where, "is conditional and omits one of its codes: its absence would say two things");
}

function checkCase(where: string, draft: StructDraft, cases: readonly StructModel[]): void {
  for (const each of cases) {
    const taken = each.fields.find((field) => draft.fields.some(({ name }) => name === field.name));
    if (taken !== undefined) throw new LayoutError(`${draft.doc.id}.${taken.name}`, `stands in the struct and in ${each.id}, a case of ${where}`);
  }
}

/** What a variant is made of, as far as it is checked. */
interface OpaqueAlternative {
  readonly by: string;
  readonly cases: readonly string[];
  readonly as: { readonly model: StructModel };
}

function checkOpaqueCase(where: string, draft: StructDraft, name: string, names: readonly string[], { by, cases }: OpaqueAlternative): void {
  const { wire } = earlierField(draft, name, by);
  if (wire.kind !== "code" || wire.omit === undefined) throw new LayoutError(where, `is sealed by ${by}, which omits nothing: expected a code with omit`);
  const stray = cases.find((each) => !names.includes(each));
  if (stray !== undefined) throw new LayoutError(where, `seals ${stray}, expected some of ${names.join(", ")}`);
}

/**
 * Checks a variant.
 *
 * @throws {@link LayoutError} where it is not chosen by an earlier code of a closed registry, its cases are not the
 * registry's names, a case repeats a field of the struct, or what seals it is no omittable code
 */
export function checkVariant(draft: StructDraft, name: string, by: string, cases: Readonly<Record<string, { readonly model: StructModel }>>, sealing: OpaqueAlternative | undefined): void {
  const where = `${draft.doc.id}.${name}`;
  const chooser = earlierField(draft, name, by);
  const registry = chooser.wire.kind === "code" ? registryOf(draft, chooser.wire) : undefined;
  if (registry === undefined || registry.open || chooser.when !== undefined || (chooser.wire as CodeModel).omit !== undefined) {
    throw new LayoutError(where, `is chosen by ${by}, expected a code of a closed registry that is always there`);
  }
  const names = registry.entries.map((entry) => entry.name);
  const [wanted, given] = [[...names].sort().join(", "), Object.keys(cases).sort().join(", ")];
  if (wanted !== given) throw new LayoutError(where, `has the cases ${given}, expected ${wanted}`);
  checkCase(where, draft, [...Object.values(cases), ...(sealing === undefined ? [] : [sealing.as])].map((each) => each.model));
  if (sealing !== undefined) checkOpaqueCase(where, draft, name, names, sealing);
}

/**
 * Checks a trailing group.
 *
 * @throws {@link LayoutError} where its octets would not tell whether it is there
 */
export function checkGroup(id: string, name: string, fields: readonly FieldModel[]): void {
  const where = `${id}.${name}`;
  const stray = fields.find((field) => field.role === "variant" || field.role === "length" || field.group !== undefined);
  if (stray !== undefined) throw new LayoutError(where, `has ${stray.name}, a ${stray.group === undefined ? stray.role : "group"} of its own: nest a struct for it`);
  if (!fields.some((field) => field.role === "value")) throw new LayoutError(where, "has no field of the value, so no value would say that it is there");
  if (fieldsBits(fields).some(([least]) => least === 0)) throw new LayoutError(where, "can be empty, so no octet would say that it is there");
}

/**
 * Checks that every size and count counts one field, which is always there beside it.
 *
 * @throws {@link LayoutError} where one counts none, several, or one that is conditional
 */
export function checkCounts(id: string, fields: readonly FieldModel[]): void {
  for (const { name, role } of fields) {
    if (role !== "size" && role !== "count") continue;
    const by = fields.filter((field) => countedBy(field.wire) === name);
    if (by.length !== 1) throw new LayoutError(`${id}.${name}`, `counts ${by.map((field) => field.name).join(" and ") || "nothing"}, expected one later field`);
    if (by[0]?.when !== undefined) throw new LayoutError(`${id}.${name}`, `counts ${by[0].name}, which is conditional: nest a struct for both`);
  }
}
