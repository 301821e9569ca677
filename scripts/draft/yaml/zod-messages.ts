/**
 * What Zod finds in our own words: what was expected and what is there instead.
 *
 * @module
 */
import type { z } from "zod";
import { nearest } from "../../common/suggest.ts";

type RawZodIssue = z.core.$ZodRawIssue;

const formatNames: Readonly<Record<string, string>> = {
  email: "an address such as name@host.example",
  url: "a URL such as https://host.example/",
  date: "a date, YYYY-MM-DD",
};

const typeNames: Readonly<Record<string, string>> = {
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "keys with values",
  record: "keys with values",
};

/** A value as an author would know it again. */
function describeValue(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object" && value !== null) return "keys with values";
  return value === null ? "nothing" : JSON.stringify(value);
}

function oneOfMessage(input: unknown, values: readonly unknown[]): string {
  const near = typeof input === "string" ? nearest(input, values.map(String)) : undefined;
  const mend = near === undefined ? "" : `; did you mean "${near}"?`;
  return `expected ${values.length === 1 ? "" : "one of "}${values.map(String).join(", ")}, found ${describeValue(input)}${mend}`;
}

function boundMessage(issue: RawZodIssue & { readonly code: "too_small" | "too_big" }): string {
  const { code, origin } = issue;
  const limit = String(code === "too_small" ? issue.minimum : issue.maximum);
  const than = code === "too_small" ? "at least" : "at most";
  if (origin === "string") return code === "too_small" ? "expected a text that is not empty" : `expected ${than} ${limit} characters`;
  return origin === "array" ? `expected ${than} ${limit} in the list` : `expected ${than} ${limit}, found ${describeValue(issue.input)}`;
}

/**
 * Words for an issue to which its schema gives none; pass it to a parse as `error`.
 *
 * @returns `undefined` for what is told with the help of the schema, as unknown keys are
 */
export function zodMessage(issue: RawZodIssue): string | undefined {
  switch (issue.code) {
    case "invalid_type":
      return `${issue.input === undefined ? "is missing; " : ""}expected ${typeNames[issue.expected] ?? issue.expected}${issue.input === undefined ? "" : `, found ${describeValue(issue.input)}`}`;
    case "invalid_value":
      return oneOfMessage(issue.input, issue.values);
    case "invalid_format":
      return `expected ${formatNames[issue.format] ?? `text in the form ${issue.pattern ?? issue.format}`}, found ${describeValue(issue.input)}`;
    case "too_small":
    case "too_big":
      return boundMessage(issue as RawZodIssue & { readonly code: "too_small" | "too_big" });
    default:
      return undefined;
  }
}
