/**
 * Sizes of fields as writers compute them: expressions.
 *
 * @module
 */
import type { FieldModel, IntegerRange, OctetStringModel } from "../model.ts";
import { sizeTest } from "./size-test.ts";

/** A run of octets or a text of the value, as code. */
export interface RunCode {
  /** Its size in octets, an expression. */
  readonly size: string;
  /** The statements that copy it. */
  readonly copy: readonly string[];
  /** The octets, an expression. */
  readonly octets: string;
}

/** Returns whether ranges allow every size. */
export const isAny = (ranges: readonly IntegerRange[]): boolean => ranges.length === 1 && ranges[0]?.[0] === 0 && ranges[0][1] === null;

/** Returns the tests that a size lies in its ranges; none where every size does. */
export function sizeTests(size: string, ranges: readonly IntegerRange[]): string[] {
  if (isAny(ranges)) return [];
  return [ranges.length > 1 ? `(${sizeTest(size, ranges)})` : sizeTest(size, ranges)];
}

/** Returns the allowed sizes of a run in octets. */
export function runSizes(field: FieldModel, wire: OctetStringModel): readonly IntegerRange[] {
  if (wire.size.is === "fixed") return [[wire.size.octets, wire.size.octets]];
  const limit = field.constraints.find((each) => each.rule === "size");
  return limit?.rule === "size" ? limit.octets : [[0, null]];
}

/** Returns the index of the size in which that of a field is: of bits, the one of the octets that they fill with their neighbours. */
export function lastOctets(sizes: readonly string[], from: number): number {
  const at = sizes.findIndex((size, index) => index >= from && size !== "");
  return at < 0 ? from : at;
}

/** Returns a sum of sizes as an expression, its numbers added up. */
export function sum(sizes: readonly string[]): string {
  const numbers = sizes.flatMap((each) => each.split(" + ")).filter((each) => /^\d+$/.test(each));
  const total = numbers.reduce((all, each) => all + Number(each), 0);
  const others = sizes.flatMap((each) => each.split(" + ")).filter((each) => each !== "" && !/^\d+$/.test(each));
  return [...(total === 0 && others.length > 0 ? [] : [String(total)]), ...others].join(" + ");
}
