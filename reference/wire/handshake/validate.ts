/**
 * The validation of parsed Structured Fields by their models.
 *
 * @module
 */
import type { SfBareModel, SfMemberModel, SfModel } from "../../layout/model.ts";
import { SF_INTEGER_MOST } from "../../layout/structured-field.ts";
import type { BareNode, FieldIssue, MemberNode, ParsedField } from "./parse-structured.ts";

/** The model of an Integer. */
export type SfIntegerModel = Extract<SfBareModel, { type: "integer" }>;

/** A JavaScript value, or an issue. */
export type Validated<V = unknown> = { readonly ok: true; readonly value: V } | { readonly ok: false; readonly issue: FieldIssue };

function invalid(path: string, offset: number, expected: string, found: string): Validated<never> {
  return { ok: false, issue: { path, offset, expected, found } };
}

/** Returns whether a value is an integer in the range of the model. */
export function integerFits(model: SfIntegerModel, value: unknown): boolean {
  const { least = -SF_INTEGER_MOST, most = SF_INTEGER_MOST } = model;
  return Number.isInteger(value) && Number(value) >= least && Number(value) <= most;
}

/** Returns the integers that the model allows, in words. */
export function integerText({ least, most }: SfIntegerModel): string {
  if (least === undefined && most === undefined) return "an integer of at most 15 digits";
  return `an integer of ${least ?? -SF_INTEGER_MOST} to ${most ?? SF_INTEGER_MOST}`;
}

function nodeText(node: BareNode): string {
  return typeof node.value === "number" ? `the ${node.type} ${node.value}` : `a ${node.type}`;
}

function validateBare(model: SfBareModel, node: MemberNode, path: string): Validated {
  if (node.type === "inner-list") return invalid(path, 0, `a bare item of type ${model.type}`, "an Inner List");
  if (node.type !== model.type) return invalid(path, node.offset, `a bare item of type ${model.type}`, nodeText(node));
  if (model.type !== "integer") return { ok: true, value: node.value };
  if (integerFits(model, node.value)) return { ok: true, value: node.value };
  return invalid(path, node.offset, integerText(model), nodeText(node));
}

function validateMember(model: SfMemberModel, node: MemberNode, path: string): Validated {
  if (model.type !== "inner-list") return validateBare(model, node, path);
  const count = `an Inner List of ${model.items.length} items`;
  if (node.type !== "inner-list") return invalid(path, node.offset, count, nodeText(node));
  if (node.items.length !== model.items.length) return invalid(path, 0, count, `${node.items.length} items`);
  return collect(node.items.map((item, index) => validateBare(model.items[index] as SfBareModel, item, `${path}.${index}`)));
}

/** Returns all values, or the first issue. */
function collect(all: readonly Validated[]): Validated<unknown[]> {
  const failed = all.find((each) => !each.ok);
  if (failed !== undefined && !failed.ok) return failed;
  return { ok: true, value: all.map((each) => (each.ok ? each.value : undefined)) };
}

/** Returns whether the model allows a number of members. */
export function countFits(model: SfModel & { type: "list" | "dictionary" }, count: number): boolean {
  const least = model.type === "list" ? model.least : 0;
  return count >= least && (model.most === null || count <= model.most);
}

/** Returns the numbers of members that the model allows, in words. */
export function countText(model: SfModel & { type: "list" | "dictionary" }): string {
  const least = model.type === "list" ? model.least : 0;
  if (model.most === null) return least === 1 ? "at least one member" : `at least ${least} members`;
  if (least === model.most) return least === 1 ? "one member" : `${least} members`;
  return least === 0 ? `at most ${model.most === 1 ? "one member" : `${model.most} members`}` : `${least} to ${model.most} members`;
}

function validateDictionary(model: SfModel & { type: "dictionary" }, members: ParsedField): Validated {
  const known = [...members].filter(([key]) => Object.hasOwn(model.of, key));
  const values = collect(known.map(([key, node]) => validateMember(model.of[key] as SfMemberModel, node, key)));
  if (!values.ok) return values;
  return { ok: true, value: Object.fromEntries(known.map(([key], index) => [key, values.value[index]])) };
}

/**
 * Returns the JavaScript value of a parsed field, or the first part of it that does not match the model.
 * Parameters and unknown keys of a Dictionary are ignored, but members with unknown keys count as members.
 */
export function validate(model: SfModel, members: ParsedField): Validated {
  if (model.type === "item") return validateBare(model.of, members.get("") as MemberNode, "");
  if (!countFits(model, members.size)) return invalid("", 0, countText(model), `${members.size}`);
  if (model.type === "dictionary") return validateDictionary(model, members);
  return collect([...members].map(([key, node]) => validateMember(model.of, node, key)));
}
