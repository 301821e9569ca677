/**
 * Checks of relations between fields, and their part of the Zod schema.
 *
 * @module
 */
import type * as z from "zod";

import { LayoutError } from "../errors.ts";
import type { FieldModel, RelationModel, StructModel } from "../model.ts";
import { isBigWire } from "../numbers.ts";
import { isRelated, relationText } from "../relations.ts";
import { chosenStruct, variantStructs } from "../variants.ts";

const isNumber = ({ role, wire, range }: FieldModel): boolean => role === "value" && wire.kind !== "code" && range !== undefined;

/**
 * Checks a relation.
 *
 * @throws {@link LayoutError} if a field is unknown, in a group, or no number of the value; a field that needs another, and that other
 *   one, may also be flags
 */
export function checkRelation(id: string, fields: readonly FieldModel[], { field, is, other }: RelationModel): void {
  const where = `${id}.${field}`;
  const found = [field, other].map((name) => {
    const each = fields.find((known) => known.name === name);
    if (each === undefined) throw new LayoutError(where, `is related to ${other}, but ${id} has no field ${name}`);
    const fits = isNumber(each) || (is === "needs" && each.wire.kind === "flag");
    if (fits && each.group === undefined) return each;
    const expected = is === "needs" ? "numbers or flags" : "numbers";
    throw new LayoutError(where, `is related to ${other}, but ${name} is ${each.wire.kind}; expected ${expected} outside of a group`);
  });
  if (field === other) throw new LayoutError(where, "is related to itself; expected two fields");
  if (is !== "needs" && new Set(found.map(({ wire }) => isBigWire(wire))).size > 1) {
    throw new LayoutError(where, `is compared with ${other}, but one is a number and the other a bigint`);
  }
}

/** The parts of a struct that have relations. */
type RelatedFields = Pick<StructModel, "fields" | "relations">;

type FieldValues = Readonly<Record<string, unknown>>;

/** Refuses relations of a trailing group, which would have to hold without it. @throws {@link LayoutError} */
export function checkNoRelations(where: string, relations: readonly RelationModel[]): void {
  if (relations.length > 0) throw new LayoutError(where, "is a group with a relation between its fields; nest a struct instead");
}

/** Returns the relations that a value lacks, those of its case included. */
function lacking({ fields, relations = [] }: RelatedFields, values: FieldValues): { readonly path: string; readonly expected: string }[] {
  const own = relations.filter(({ field, is, other }) => !isRelated(values[field], is, values[other]));
  const cases = fields.map(({ wire }) => (wire.kind === "variant" ? chosenStruct(wire, values[wire.by]) : undefined));
  const inCases = cases.flatMap((each) => (each === undefined ? [] : lacking(each, values)));
  return [...own.map((each) => ({ path: each.field, expected: relationText(each, fields, ({ name }) => name) })), ...inCases];
}

const hasRelations = ({ fields, relations = [] }: RelatedFields): boolean =>
  relations.length > 0 || fields.some(({ wire }) => wire.kind === "variant" && variantStructs(wire).some(hasRelations));

/** Returns a schema that also refuses values that lack relations. */
export function withRelations(schema: z.ZodType, struct: RelatedFields): z.ZodType {
  if (!hasRelations(struct)) return schema;
  return schema.superRefine((value, context) => {
    for (const { path, expected } of lacking(struct, value as FieldValues)) {
      context.addIssue({ code: "custom", path: [path], message: `expected ${expected}` });
    }
  });
}
