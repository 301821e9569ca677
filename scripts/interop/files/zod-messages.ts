/**
 * What Zod finds in a file in plain words: what was expected, and what stands there instead.
 *
 * @module
 */
import type { z } from "zod";

/** An issue, with the value at its place where it is known. */
type ZodFileIssue = z.core.$ZodIssue;

const typeNames: Readonly<Record<string, string>> = {
  string: "a text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  tuple: "a list",
  object: "an object",
  record: "an object",
  null: "null",
};

/** How much of a value is shown, in characters. */
const MAX_SHOWN = 40;

/** A value as it stands in the file, or what it is where it is long. */
export function describeFound(value: unknown): string {
  if (value === undefined) return "nothing";
  if (Array.isArray(value)) return value.length === 0 ? "an empty list" : "a list";
  if (typeof value === "object" && value !== null) return "an object";
  const text = JSON.stringify(value);
  return text.length <= MAX_SHOWN ? text : `${text.slice(0, MAX_SHOWN)}...`;
}

function oneOfText(values: readonly unknown[]): string {
  const texts = values.map((value) => JSON.stringify(value));
  return texts.length === 1 ? `${texts[0]}` : `one of ${texts.join(", ")}`;
}

const boundUnits: Readonly<Record<string, string>> = { string: "characters", array: "entries", set: "entries" };

/** A bound of a number, or of how long something is. */
function boundText({ origin, exact }: { readonly origin: string; readonly exact?: boolean }, than: "at least" | "at most", bound: number | bigint): string {
  const amount = exact === true ? "exactly" : than;
  if (origin === "string" && than === "at least" && bound === 1) return "a text that is not empty";
  if (origin === "array" && than === "at least" && bound === 1) return "a list that is not empty";
  const unit = boundUnits[origin];
  return unit === undefined ? `a number of ${amount} ${bound}` : `${amount} ${bound} ${unit}`;
}

/** What an issue expected; `undefined` where its schema has words of its own. */
function expectedText(issue: ZodFileIssue): string | undefined {
  switch (issue.code) {
    case "invalid_type":
      return typeNames[issue.expected] ?? issue.expected;
    case "invalid_value":
      return oneOfText(issue.values);
    case "invalid_format":
      return issue.pattern === undefined ? `a text in the form ${issue.format}` : `a text in the form ${issue.pattern}`;
    case "too_small":
      return boundText(issue, "at least", issue.minimum);
    case "too_big":
      return boundText(issue, "at most", issue.maximum);
    case "invalid_union":
      return "another form";
    default:
      return undefined;
  }
}

/** The messages of Zod itself, which are in words for programmers; those that a schema gives are kept. */
const ZOD_DEFAULT_MESSAGE = /^(?:Invalid |Too (?:small|big)|Unrecognized )/;

/**
 * An issue in words: `expected a whole number, found "1"`.
 *
 * @param value - what stands at the issue's place
 */
export function zodMessage(issue: ZodFileIssue, value: unknown): string {
  if (!ZOD_DEFAULT_MESSAGE.test(issue.message)) return issue.code === "invalid_format" ? `${issue.message}, found ${describeFound(value)}` : issue.message;
  if (issue.code === "unrecognized_keys") return `${issue.keys.map((key) => JSON.stringify(key)).join(", ")} ${issue.keys.length === 1 ? "is" : "are"} not known here`;
  const expected = expectedText(issue);
  if (expected === undefined) return issue.message;
  return value === undefined ? `is missing, expected ${expected}` : `expected ${expected}, found ${describeFound(value)}`;
}
