/**
 * Problems of a file in words: which file, where in its JSON, what was expected.
 *
 * @module
 */
import type { z } from "zod";

import { zodMessage } from "./zod-messages.ts";

/** A file that cannot be used; the message names the file and, where known, the place in it. */
export class FileError extends Error {
  override readonly name = "FileError";
}

type SchemaIssue = z.core.$ZodIssue;

/** A path as `groups[0].cases[3].wire`; the whole file is `$`. */
export function pathText(path: readonly PropertyKey[]): string {
  const text = path.map((key) => (typeof key === "number" ? `[${key}]` : `.${String(key)}`)).join("");
  return text === "" ? "$" : text.replace(/^\./, "");
}

/** Of the alternatives of a union, the issues of the one that came furthest. */
function deepestAlternative(issue: Extract<SchemaIssue, { code: "invalid_union" }>): readonly SchemaIssue[] {
  const depth = (issues: readonly SchemaIssue[]): number => Math.max(0, ...issues.map((each) => each.path.length));
  return [...issue.errors].sort((a, b) => depth(b) - depth(a))[0] ?? [];
}

interface LocatedIssue {
  readonly path: readonly PropertyKey[];
  readonly issue: SchemaIssue;
}

function flattenIssue(issue: SchemaIssue, base: readonly PropertyKey[]): LocatedIssue[] {
  const path = [...base, ...issue.path];
  if (issue.code === "invalid_union" && issue.errors.length > 0) {
    return deepestAlternative(issue).flatMap((each) => flattenIssue(each, path));
  }
  return [{ path, issue }];
}

/** What stands at a path; `undefined` where nothing does. */
function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((inner, key) => (typeof inner === "object" && inner !== null ? (inner as Readonly<Record<PropertyKey, unknown>>)[key] : undefined), value);
}

/** How many problems of a file are told. */
const MAX_PROBLEMS = 10;

/**
 * The issues of a Zod check as lines `FILE: PATH: WHAT IS WRONG`.
 *
 * @param file - the file's name as the user knows it
 * @param value - what was checked
 */
export function problemLines(file: string, error: z.ZodError, value: unknown): string[] {
  const all = error.issues.flatMap((issue) => flattenIssue(issue, []));
  const lines = all.slice(0, MAX_PROBLEMS).map(({ path, issue }) => `${file}: ${pathText(path)}: ${zodMessage(issue, valueAt(value, path))}`);
  return all.length > MAX_PROBLEMS ? [...lines, `${file}: and ${all.length - MAX_PROBLEMS} more`] : lines;
}

/**
 * What a file holds, checked.
 *
 * @param file - its name as the user knows it
 * @throws {@link FileError} with a line for each problem
 */
export function validateFile<S extends z.ZodType>(file: string, schema: S, value: unknown): z.output<S> {
  const result = schema.safeParse(value);
  if (!result.success) throw new FileError(problemLines(file, result.error, value).join("\n"));
  return result.data;
}
