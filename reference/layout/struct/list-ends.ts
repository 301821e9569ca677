/**
 * Checks of lists that end after an item, or before an octet.
 *
 * @module
 */
import { testsOf } from "../conditions.ts";
import { LayoutError } from "../errors.ts";
import type { ElementModel, FieldModel, IntegerRange, StructModel, UntilModel } from "../model.ts";
import { rangesText } from "../size.ts";
import { canTest, testedText } from "./check.ts";

/** The items of a list. */
interface ItemStruct {
  readonly model: StructModel;
  readonly uses: readonly ElementModel[];
}

/**
 * Checks the end of a list against its items.
 *
 * @param item - the struct of the items; `undefined` if they are no objects
 * @throws {@link LayoutError} if the last item is told by no field that each item has, or an octet range is wrong
 */
export function checkListEnd(until: UntilModel, item: ItemStruct | undefined): void {
  if (until.is === "before") checkOctets(until.octets);
  if (until.is !== "last") return;
  const tests = testsOf(until.when);
  if (item === undefined) throw new LayoutError("repeated", "ends after an item by its fields; expected items that are structs");
  const { id, fields } = item.model;
  if (tests.length === 0) throw new LayoutError(id, "is the last item without a test; expected at least one field");
  for (const test of tests) {
    const field = fields.find(({ name }) => name === test.field);
    const isPresent = field !== undefined && field.role === "value" && field.when === undefined && field.group === undefined;
    if (isPresent && canTest({ doc: { id }, fields, uses: item.uses }, field, test)) continue;
    const expected = "a field that each item has: a flag and true or false, a code and names of it, or a number and values in its range";
    throw new LayoutError(id, `is the last item if ${test.field} is ${testedText(test)}; expected ${expected}`);
  }
}

function checkOctets(ranges: readonly IntegerRange[]): void {
  const areOctets = ([from, to]: IntegerRange): boolean =>
    to !== null && [from, to].every(Number.isInteger) && from >= 0 && from <= to && to <= 0xff;
  if (ranges.length > 0 && ranges.every(areOctets)) return;
  throw new LayoutError("repeated", `ends before the octets ${rangesText(ranges) || "of no range"}, expected ranges within 0 to 255`);
}

/**
 * Checks the field behind a list that ends before an octet.
 *
 * @throws {@link LayoutError} if it can begin with another octet
 */
export function checkBehindList(id: string, list: FieldModel | undefined, field: FieldModel): void {
  if (list?.wire.kind !== "repeat" || list.wire.until.is !== "before") return;
  const { octets } = list.wire.until;
  const values: readonly IntegerRange[] = field.sends ?? [[Number(field.range?.[0] ?? 0), Number(field.range?.[1] ?? 0)]];
  const within = values.every(([least, most]) => octets.some(([from, to]) => least >= from && most !== null && to !== null && most <= to));
  if (field.wire.kind === "uint" && field.wire.bits === 8 && field.when === undefined && field.group === undefined && within) return;
  const expected = `a uint(8) that is always present and sends ${rangesText(octets)}`;
  throw new LayoutError(`${id}.${field.name}`, `follows the list ${list.name}; expected ${expected}`);
}

/** Checks that a field follows each list that ends before an octet. @throws {@link LayoutError} if none does */
export function checkListsFollowed(id: string, fields: readonly FieldModel[]): void {
  const last = fields.at(-1);
  if (last?.wire.kind !== "repeat" || last.wire.until.is !== "before") return;
  throw new LayoutError(`${id}.${last.name}`, "ends before an octet of the next field, but no field follows");
}
