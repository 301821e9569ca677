/**
 * Values of the JSON files under `data` in the front matter.
 *
 * @module
 */
import { suggest } from "../../common/suggest.ts";
import type { SourcePosition } from "../diagnostics/diagnostics.ts";
import type { TransformState } from "../state.ts";

/** A value that running text can print. */
export type Printable = string | number;

/** Returns whether running text can print a value. */
export function isPrintable(value: unknown): value is Printable {
  return typeof value === "string" || typeof value === "number";
}

/** Returns the members of an object; an empty record for any other value. */
function membersOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}

/** Follows keys into a value. @returns the value, or the first unknown key and the known ones */
export function followPath(
  value: unknown,
  path: string,
): { readonly value: unknown } | { readonly missing: string; readonly known: readonly string[] } {
  let found = value;
  for (const key of path.split(".")) {
    const members = membersOf(found);
    if (!Object.hasOwn(members, key)) return { missing: key, known: Object.keys(members) };
    found = members[key];
  }
  return { value: found };
}

/**
 * Returns the value at `name.key.key` of the files. Reports an unknown key.
 *
 * @param written - the text of the author, for the message
 */
export function dataValueAt(
  state: TransformState,
  path: string,
  at: SourcePosition,
  written: string,
): { readonly value: unknown } | undefined {
  const found = followPath(state.data, path);
  if ("value" in found) return found;
  state.report(at, "data", `unknown key "${found.missing}" in ${written}; ${suggest(found.missing, found.known)}`);
  return undefined;
}
