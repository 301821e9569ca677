/**
 * Problems of a file in words: which file, where in its JSON, what was expected.
 *
 * @module
 */
import type { z } from "zod";

/** A file that cannot be used; the message names the file and, where known, the place in it. */
export class FileError extends Error {
  override readonly name = "FileError";
}

type Issue = z.core.$ZodIssue;

/** A path as `groups[0].cases[3].wire`; the whole file is `$`. */
export function pathText(path: readonly PropertyKey[]): string {
  const text = path.map((key) => (typeof key === "number" ? `[${key}]` : `.${String(key)}`)).join("");
  return text === "" ? "$" : text.replace(/^\./, "");
}

/** Of the alternatives of a union, the issues of the one that came furthest. */
function furthest(issue: Extract<Issue, { code: "invalid_union" }>): readonly Issue[] {
  const depth = (issues: readonly Issue[]): number => Math.max(0, ...issues.map((each) => each.path.length));
  return [...issue.errors].sort((a, b) => depth(b) - depth(a))[0] ?? [];
}

function flatten(issue: Issue, base: readonly PropertyKey[]): { path: readonly PropertyKey[]; message: string }[] {
  const path = [...base, ...issue.path];
  if (issue.code === "invalid_union" && issue.errors.length > 0) {
    return furthest(issue).flatMap((each) => flatten(each, path));
  }
  return [{ path, message: issue.message }];
}

/**
 * The issues of a Zod check as lines `FILE: PATH: MESSAGE`, at most `most` of them.
 *
 * @param file - the file's name as the user knows it
 */
export function problemLines(file: string, error: z.ZodError, most = 10): string[] {
  const all = error.issues.flatMap((issue) => flatten(issue, []));
  const lines = all.slice(0, most).map((each) => `${file}: ${pathText(each.path)}: ${each.message}`);
  return all.length > most ? [...lines, `${file}: and ${all.length - most} more`] : lines;
}
