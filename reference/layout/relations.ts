/**
 * Relations between two fields of a struct: comparisons of numbers, and flags or numbers that need another one.
 *
 * @module
 */
import type { FieldModel, RelationModel } from "./model.ts";

/** The words of each comparison, before the name of the other field. */
const comparisons = { atMost: "at most", below: "less than", equal: "equal to" } as const;

/** Returns what a relation expects of its field, in words. @param titleOf - names the other field */
export function relationText(
  { field, is, other }: RelationModel,
  fields: readonly FieldModel[],
  titleOf: (field: FieldModel) => string,
): string {
  const named = (name: string): FieldModel | undefined => fields.find((each) => each.name === name);
  const [own, by] = [named(field), named(other)];
  const title = by === undefined ? other : titleOf(by);
  if (is !== "needs") return `${comparisons[is]} ${title}`;
  const set = by?.wire.kind === "flag" ? "true" : by?.wire.kind === "int" ? "not 0" : "1 or more";
  return `${own?.wire.kind === "flag" ? "false" : "0"}, unless ${title} is ${set}`;
}

const isSet = (value: unknown): boolean => value !== undefined && value !== false && value !== 0 && value !== 0n;

type Comparable = number | bigint;

/** Returns whether two values of a struct have a relation. An absent number has every relation. */
export function isRelated(value: unknown, is: RelationModel["is"], other: unknown): boolean {
  if (is === "needs") return !isSet(value) || isSet(other);
  if (value === undefined || other === undefined) return true;
  const [one, two] = [value as Comparable, other as Comparable];
  if (is === "atMost") return one <= two;
  return is === "below" ? one < two : one === two;
}
