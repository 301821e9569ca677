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

/** Returns the bit of a flag as text. */
const bitText = (flag: boolean): string => String(Number(flag));

/** Returns the values that a test accepts, in words. @param by - the field that is tested */
function acceptedText(test: TestModel, by: FieldModel | undefined, flagText: (flag: boolean) => string): string {
  if ("equals" in test) return typeof test.equals === "boolean" ? flagText(test.equals) : test.equals;
  if ("oneOf" in test) return test.oneOf.join(" or ");
  return rangesText(test.ranges, (each) => numberText(each, by?.base));
}

/**
 * Returns the condition of a field in words, such as `Flag is 1 and Kind is low or high`.
 *
 * @param titleOf - names a field
 * @param flagText - returns a flag as text; by default as the bit on the wire
 */
export function conditionText(
  when: WhenModel,
  fields: readonly FieldModel[],
  titleOf: (field: FieldModel) => string,
  flagText: (flag: boolean) => string = bitText,
): string {
  const tests = testsOf(when).map((test) => {
    const by = fields.find(({ name }) => name === test.field);
    return `${by === undefined ? test.field : titleOf(by)} is ${acceptedText(test, by, flagText)}`;
  });
  return tests.join(" and ");
}
