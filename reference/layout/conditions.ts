/**
 * The conditions under which a field is present.
 *
 * @module
 */
import { numberText } from "./entries.ts";
import type { FieldModel, TestModel, WhenModel } from "./model.ts";
import { rangesText } from "./size.ts";

/** Returns the tests of earlier fields that all have to hold. */
export function testsOf(when: WhenModel): readonly TestModel[] {
  return "all" in when ? when.all : [when];
}

/** Returns the values that a test accepts, in words. @param by - the field that is tested */
function acceptedText(test: TestModel, by: FieldModel | undefined): string {
  if ("equals" in test) return typeof test.equals === "boolean" ? String(Number(test.equals)) : test.equals;
  if ("oneOf" in test) return test.oneOf.join(" or ");
  return rangesText(test.ranges, (each) => numberText(each, by?.base));
}

/** Returns the condition of a field in words, such as `Flag is 1 and Kind is low or high`. @param titleOf - names a field */
export function conditionText(when: WhenModel, fields: readonly FieldModel[], titleOf: (field: FieldModel) => string): string {
  const tests = testsOf(when).map((test) => {
    const by = fields.find(({ name }) => name === test.field);
    return `${by === undefined ? test.field : titleOf(by)} is ${acceptedText(test, by)}`;
  });
  return tests.join(" and ");
}
