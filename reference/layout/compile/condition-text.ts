/**
 * Conditions of fields, as code.
 *
 * @module
 */
import { testsOf } from "../conditions.ts";
import type { StructModel, TestModel, WhenModel } from "../model.ts";
import { quote } from "./code-lines.ts";
import { sizeTest } from "./size-test.ts";

/**
 * Returns the test of a value, an expression that can stand beside `&&`.
 *
 * @param value - the value, an expression
 * @param nameText - returns a name as it is compared with the value
 * @param flagText - returns a flag as it is compared with the value
 */
export function testText(
  test: TestModel,
  value: string,
  nameText: (name: string) => string,
  flagText: (flag: boolean) => string = (flag) => String(Number(flag)),
): string {
  if ("equals" in test) return `${value} === ${typeof test.equals === "boolean" ? flagText(test.equals) : nameText(test.equals)}`;
  const text = "oneOf" in test ? test.oneOf.map((name) => `${value} === ${nameText(name)}`).join(" || ") : sizeTest(value, test.ranges);
  return text.includes("||") ? `(${text})` : text;
}

/** Returns the condition of a field as a test of the value that is written. @param valueOf - returns a field of the value */
export function valueCondition(when: WhenModel, { fields }: StructModel, valueOf: (name: string) => string): string {
  const tests = testsOf(when).map((test) => {
    const by = fields.find((each) => each.name === test.field);
    const omit = by?.wire.kind === "code" ? by.wire.omit : undefined;
    const value = valueOf(test.field);
    const nameText = (name: string): string => (name === omit ? "undefined" : quote(name));
    return testText(test, "ranges" in test ? `Number(${value})` : value, nameText, String);
  });
  return tests.join(" && ");
}
