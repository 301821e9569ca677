/**
 * The models of conditions, from the tests that an author writes.
 *
 * @module
 */
import type { TestModel, WhenModel } from "../model.ts";
import type { NumberTest } from "./struct.ts";

/** A test of any field. */
export type AnyTest = boolean | string | number | readonly string[] | NumberTest;

function testModel(field: string, test: AnyTest): TestModel {
  if (typeof test === "number") return { field, ranges: [[test, test]] };
  if (typeof test !== "object") return { field, equals: test };
  if (Array.isArray(test)) return { field, oneOf: test as readonly string[] };
  const { least = 0, most = null } = test as NumberTest;
  return { field, ranges: [[least, most]] };
}

/** Returns the model of tests that all have to hold. */
export function whenModel(tests: Readonly<Record<string, AnyTest>>): WhenModel {
  const all = Object.entries(tests).map(([field, test]) => testModel(field, test));
  const [only] = all;
  return all.length === 1 && only !== undefined ? only : { all };
}
