/**
 * Checks the content of a file; each problem names the file, the place in its JSON or YAML, and the expected value.
 *
 * @module
 */
import { readFileSync } from "node:fs";

import type { z } from "zod";

import { FileError } from "./file-error.ts";
import { valueProblems } from "./zod-messages.ts";

export { FileError } from "./file-error.ts";

/** Reads a file as text. @throws {@link FileError} if it cannot be read */
export function readTextFile(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new FileError(`${file}: cannot be read: ${(error as NodeJS.ErrnoException).code ?? (error as Error).message}`);
  }
}

/** Returns a path as `groups[0].cases[3].wire`; `$` for the whole value. */
export function pathText(path: readonly PropertyKey[]): string {
  const text = path.map((key) => (typeof key === "number" ? `[${key}]` : `.${String(key)}`)).join("");
  return text === "" ? "$" : text.replace(/^\./, "");
}

/** The most problems that a message lists. */
const MAX_PROBLEMS = 10;

/**
 * Returns the issues of a Zod check as lines `FILE: PATH: PROBLEM`, at most 10, and the number of the others.
 *
 * @param file - the file's name as the user knows it
 * @param value - the value that was checked
 * @param schema - its schema, to suggest keys
 */
export function problemLines(file: string, error: z.ZodError, value: unknown, schema?: z.ZodType): string[] {
  const all = valueProblems(error, value, schema);
  const lines = all.slice(0, MAX_PROBLEMS).map(({ path, message }) => `${file}: ${pathText(path)}: ${message}`);
  return all.length > MAX_PROBLEMS ? [...lines, `${file}: and ${all.length - MAX_PROBLEMS} more`] : lines;
}

/**
 * Checks the content of a file and returns it as its schema gives it.
 *
 * @param file - the file's name as the user knows it
 * @throws {@link FileError} with a line for each problem
 */
export function validateFile<S extends z.ZodType>(file: string, schema: S, value: unknown): z.output<S> {
  const result = schema.safeParse(value);
  if (!result.success) throw new FileError(problemLines(file, result.error, value, schema).join("\n"));
  return result.data;
}
