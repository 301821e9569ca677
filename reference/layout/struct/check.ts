/**
 * Checks of fields that refer to other fields: conditions, variants, groups and counts.
 *
 * @module
 */
import type * as z from "zod";

import { testsOf } from "../conditions.ts";
import { namedEntries } from "../entries.ts";
import { LayoutError } from "../errors.ts";
import type { CodeModel, ElementModel, FieldModel, RegistryModel, StructModel, TestModel, WhenModel, WireModel } from "../model.ts";
import { rangesText } from "../size.ts";
import { fieldsBits } from "./sizes.ts";
import { wireInfo } from "../wire-type.ts";

/** A struct under construction. */
interface StructDraft {
  readonly doc: { readonly id: string };
  readonly fields: readonly FieldModel[];
  readonly uses: readonly ElementModel[];
}

/** Returns the name of the earlier field that gives the size or number of items of a field. */
export function countedBy(wire: WireModel): string | undefined {
  if (wire.kind === "repeat") return wire.until.is === "count" ? wire.until.field : undefined;
  return "size" in wire && wire.size.is === "field" ? wire.size.field : undefined;
}

function earlierField({ doc, fields }: StructDraft, name: string, by: string): FieldModel {
  const found = fields.find((field) => field.name === by);
  if (found === undefined) throw new LayoutError(`${doc.id}.${name}`, `refers to ${by}, which is not an earlier field`);
  return found;
}

function registryOf({ uses }: StructDraft, { registry }: CodeModel): RegistryModel | undefined {
  return uses.find((each): each is RegistryModel => each.kind === "registry" && each.id === registry);
}

/** Returns the values that a condition tests, as a message shows them. */
export function testedText(test: TestModel): string {
  if ("equals" in test) return JSON.stringify(test.equals);
  return "oneOf" in test ? test.oneOf.map((each) => JSON.stringify(each)).join(" or ") || "no name" : rangesText(test.ranges);
}

/** Returns whether a condition can test a field for its values. */
export function canTest(draft: StructDraft, { wire, range }: FieldModel, test: TestModel): boolean {
  if ("ranges" in test) {
    const [least, most] = range ?? [0, -1];
    const within = (each: number): boolean => Number.isSafeInteger(each) && each >= Number(least) && each <= Number(most);
    return wire.kind !== "code" && test.ranges.every(([from, to]) => within(from) && (to === null || (within(to) && from <= to)));
  }
  if (wire.kind === "flag") return "equals" in test && typeof test.equals === "boolean";
  const registry = wire.kind === "code" ? registryOf(draft, wire) : undefined;
  const names: readonly (boolean | string)[] = "equals" in test ? [test.equals] : test.oneOf;
  const known = registry === undefined ? [] : namedEntries(registry).map(({ name }) => name);
  return names.length > 0 && names.every((name) => typeof name === "string" && known.includes(name));
}

/**
 * Checks a conditional field.
 *
 * @throws {@link LayoutError} if the condition tests no possible values of earlier flags, codes or numbers, or the field omits a code
 */
export function checkWhen(draft: StructDraft, name: string, when: WhenModel, type: z.ZodType): void {
  const where = `${draft.doc.id}.${name}`;
  const tests = testsOf(when);
  if (tests.length === 0) throw new LayoutError(where, "has a condition without a test; expected at least one earlier field");
  const expected = "a flag and true or false, a code and names of it, or a number and values in its range";
  for (const test of tests) {
    if (canTest(draft, earlierField(draft, name, test.field), test)) continue;
    throw new LayoutError(where, `is present only if ${test.field} is ${testedText(test)}; expected ${expected}`);
  }
  const { wire } = wireInfo(where, type);
  if (wire.kind === "code" && wire.omit !== undefined) {
    throw new LayoutError(where, "is conditional and omits one of its codes, so its absence would be ambiguous");
  }
}

function checkCase(where: string, draft: StructDraft, cases: readonly StructModel[]): void {
  for (const each of cases) {
    const taken = each.fields.find((field) => draft.fields.some(({ name }) => name === field.name));
    if (taken !== undefined) {
      throw new LayoutError(`${draft.doc.id}.${taken.name}`, `is a field of the struct and of ${each.id}, a case of ${where}`);
    }
  }
}

/** The opaque alternative of a variant. */
interface OpaqueAlternative {
  readonly by: string;
  readonly cases: readonly string[];
  readonly as: { readonly model: StructModel };
}

function checkOpaqueCase(
  where: string,
  draft: StructDraft,
  name: string,
  names: readonly string[],
  { by, cases }: OpaqueAlternative,
): void {
  const { wire } = earlierField(draft, name, by);
  if (wire.kind !== "code" || wire.omit === undefined) {
    throw new LayoutError(where, `is opaque by ${by}, which omits no code; expected a code with omit`);
  }
  const stray = cases.find((each) => !names.includes(each));
  if (stray !== undefined) throw new LayoutError(where, `is opaque in the case ${stray}; expected cases among ${names.join(", ")}`);
}

/** Checks that there is a case for each name, or a default. */
function checkCases(where: string, registry: RegistryModel, given: readonly string[], hasDefault: boolean): void {
  const names = namedEntries(registry).map((entry) => entry.name);
  if (registry.open && !hasDefault) {
    throw new LayoutError(where, `is chosen by a code of ${registry.id}, an open registry; expected a default for codes without a case`);
  }
  const stray = given.find((name) => !names.includes(name));
  const missing = hasDefault ? undefined : names.find((name) => !given.includes(name));
  if (stray === undefined && missing === undefined) return;
  const wanted = [...names].sort().join(", ");
  throw new LayoutError(where, `has the cases ${[...given].sort().join(", ")}; expected ${hasDefault ? "some of " : ""}${wanted}`);
}

/**
 * Checks a variant.
 *
 * @throws {@link LayoutError} if it is not chosen by an earlier code that is always present and chooses nothing else, its cases
 *   differ from the names of the registry, an open registry has no default, a case repeats a field of the struct, or the code that
 *   makes it opaque has no omitted entry
 */
export function checkVariant(
  draft: StructDraft,
  name: string,
  by: string,
  cases: Readonly<Record<string, { readonly model: StructModel }>>,
  { opaque, default: other }: { readonly opaque?: OpaqueAlternative; readonly default?: { readonly model: StructModel } },
): void {
  const where = `${draft.doc.id}.${name}`;
  const chooser = earlierField(draft, name, by);
  const registry = chooser.wire.kind === "code" ? registryOf(draft, chooser.wire) : undefined;
  if (registry === undefined || chooser.when !== undefined || (chooser.wire as CodeModel).omit !== undefined) {
    throw new LayoutError(where, `is chosen by ${by}; expected a code that is always present`);
  }
  if (draft.fields.some((field) => field.wire.kind === "variant" && field.wire.by === by)) {
    throw new LayoutError(where, `is chosen by ${by}, which chooses another variant too; nest a struct for one of them`);
  }
  checkCases(where, registry, Object.keys(cases), other !== undefined);
  const all = [...Object.values(cases), ...(other === undefined ? [] : [other]), ...(opaque === undefined ? [] : [opaque.as])];
  checkCase(where, draft, all.map((each) => each.model));
  if (opaque !== undefined) checkOpaqueCase(where, draft, name, Object.keys(cases), opaque);
}

/**
 * Checks a trailing group.
 *
 * @throws {@link LayoutError} if its octets cannot show whether it is present
 */
export function checkGroup(id: string, name: string, fields: readonly FieldModel[]): void {
  const where = `${id}.${name}`;
  const stray = fields.find((field) => field.role === "variant" || field.role === "length" || field.group !== undefined);
  if (stray !== undefined) {
    throw new LayoutError(
      where,
      `has ${stray.name}, a ${stray.group === undefined ? stray.role : "group"} of its own; nest a struct instead`,
    );
  }
  if (!fields.some((field) => field.role === "value")) {
    throw new LayoutError(where, "has no field of the value, so a value cannot show whether it is present");
  }
  if (fieldsBits(fields).some(([least]) => least === 0)) {
    throw new LayoutError(where, "can be empty, so octets cannot show whether it is present");
  }
}

/**
 * Checks that every size and count counts one later field that is always present.
 *
 * @throws {@link LayoutError} if one counts no field, several fields, or a conditional field
 */
export function checkCounts(id: string, fields: readonly FieldModel[]): void {
  for (const { name, role } of fields) {
    if (role !== "size" && role !== "count") continue;
    const by = fields.filter((field) => countedBy(field.wire) === name);
    if (by.length !== 1) {
      throw new LayoutError(
        `${id}.${name}`,
        `counts ${by.map((field) => field.name).join(" and ") || "nothing"}; expected one later field`,
      );
    }
    if (by[0]?.when !== undefined) {
      throw new LayoutError(`${id}.${name}`, `counts ${by[0].name}, which is conditional; nest a struct with both`);
    }
  }
}
