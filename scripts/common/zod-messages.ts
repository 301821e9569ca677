/**
 * Issues of a Zod check in plain words: the place, the expected value and the value found.
 *
 * @module
 */
import type { z } from "zod";
import { nearest, suggest } from "./suggest.ts";
import { keysAt } from "./zod-keys.ts";

type ZodIssue = z.core.$ZodIssue;

/** One problem of a value. */
export interface ValueProblem {
  /** The path of the value, or of the object that holds {@link ValueProblem.key}. */
  readonly path: readonly PropertyKey[];
  /** The key with the problem; absent if the value has it. */
  readonly key?: string;
  /** The problem, without its place: `expected an integer, found "1"`. */
  readonly message: string;
}

const typeNames: Readonly<Record<string, string>> = {
  string: "a string",
  number: "a number",
  int: "an integer",
  boolean: "true or false",
  array: "a list",
  tuple: "a list",
  object: "an object",
  record: "an object",
  null: "null",
};

const formatNames: Readonly<Record<string, string>> = {
  email: "an address such as name@host.example",
  url: "a URL such as https://host.example/",
  date: "a date, YYYY-MM-DD",
};

/** The longest value that a message prints, in characters. */
const MAX_SHOWN = 40;

/** Returns a short text for a value: JSON, cut after 40 characters, or the name of its type. */
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

const boundUnits: Readonly<Record<string, string>> = { string: " characters", array: " entries", set: " entries" };

function boundText(
  { origin, exact }: { readonly origin: string; readonly exact?: boolean },
  than: "at least" | "at most",
  bound: number | bigint,
): string {
  const isNonEmpty = than === "at least" && bound === 1;
  if (isNonEmpty && origin === "string") return "a non-empty string";
  if (isNonEmpty && origin === "array") return "a non-empty list";
  return `${exact === true ? "exactly" : than} ${bound}${boundUnits[origin] ?? ""}`;
}

/** The expected value; `undefined` for an issue whose schema has a message of its own. */
function expectedText(issue: ZodIssue): string | undefined {
  switch (issue.code) {
    case "invalid_type":
      return typeNames[issue.expected] ?? issue.expected;
    case "invalid_value":
      return oneOfText(issue.values);
    case "invalid_format":
      return formatNames[issue.format] ?? `a string in the form ${issue.pattern ?? issue.format}`;
    case "too_small":
      return boundText(issue, "at least", issue.minimum);
    case "too_big":
      return boundText(issue, "at most", issue.maximum);
    case "invalid_union":
      return "one of the known forms";
    default:
      return undefined;
  }
}

/** Zod's own messages, which are for programmers. The message of a schema replaces them. */
const ZOD_DEFAULT_MESSAGE = /^(?:Invalid |Too (?:small|big)|Unrecognized )/;

function nearestValue(issue: ZodIssue, value: unknown): string {
  const near = issue.code === "invalid_value" && typeof value === "string" ? nearest(value, issue.values.map(String)) : undefined;
  return near === undefined ? "" : `; did you mean "${near}"?`;
}

function issueMessage(issue: ZodIssue, value: unknown): string {
  if (!ZOD_DEFAULT_MESSAGE.test(issue.message)) {
    return issue.code === "invalid_format" ? `${issue.message}, found ${describeFound(value)}` : issue.message;
  }
  const expected = expectedText(issue);
  if (expected === undefined) return issue.message;
  return value === undefined
    ? `is missing; expected ${expected}`
    : `expected ${expected}, found ${describeFound(value)}${nearestValue(issue, value)}`;
}

/** Returns the issues of the alternative of a union that matched deepest. */
function deepestAlternative(alternatives: readonly (readonly ZodIssue[])[]): readonly ZodIssue[] {
  const depth = (issues: readonly ZodIssue[]): number => Math.max(0, ...issues.map(({ path }) => path.length));
  return [...alternatives].sort((a, b) => depth(b) - depth(a) || a.length - b.length)[0] ?? [];
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inner, key) => (typeof inner === "object" && inner !== null ? (inner as Readonly<Record<PropertyKey, unknown>>)[key] : undefined),
    value,
  );
}

function problemsOf(issue: ZodIssue, value: unknown, schema: z.ZodType | undefined, base: readonly PropertyKey[]): ValueProblem[] {
  const path = [...base, ...issue.path];
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({
      path,
      key,
      message: `unknown key "${key}"${schema === undefined ? "" : `; ${suggest(key, keysAt(schema, path))}`}`,
    }));
  }
  if (issue.code === "invalid_union" && issue.errors.length > 0 && issue.message === "Invalid input") {
    return deepestAlternative(issue.errors).flatMap((each) => problemsOf(each, value, schema, path));
  }
  if (issue.code === "invalid_key") {
    const key = String(path.at(-1));
    return [{ path: path.slice(0, -1), key, message: `key "${key}": ${issue.issues[0]?.message ?? issue.message}` }];
  }
  return [{ path, message: issueMessage(issue, valueAt(value, path)) }];
}

/**
 * Returns the problems that a Zod check found.
 *
 * @param value - the value that was checked
 * @param schema - its schema, to suggest keys; without it an unknown key is only named
 */
export function valueProblems(error: z.ZodError, value: unknown, schema?: z.ZodType): ValueProblem[] {
  return error.issues.flatMap((issue) => problemsOf(issue, value, schema, []));
}
