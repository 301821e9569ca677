/**
 * Values of the JSON files that the front matter names under `data`.
 *
 * @module
 */
import { suggest } from "../../common/suggest.ts";
import type { SourcePosition } from "../diagnostics/diagnostics.ts";
import type { TransformState } from "../state.ts";

/** A value that can be printed in running text. */
export type Printable = string | number;

/** Whether a value can be printed in running text. */
export function isPrintable(value: unknown): value is Printable {
  return typeof value === "string" || typeof value === "number";
}

/** The members of an object; none of anything else. */
function membersOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}

/** Follows keys into a value. @returns the value, or the first key that is not there with those that are */
export function followPath(value: unknown, path: string): { readonly value: unknown } | { readonly missing: string; readonly known: readonly string[] } {
  let found = value;
  for (const key of path.split(".")) {
    const members = membersOf(found);
    if (!Object.hasOwn(members, key)) return { missing: key, known: Object.keys(members) };
    found = members[key];
  }
  return { value: found };
}

/**
 * The value at `name.key.key` of the files; one that is not there is reported.
 *
 * @param written - what the author wrote, for the message
 */
export function dataValueAt(state: TransformState, path: string, at: SourcePosition, written: string): { readonly value: unknown } | undefined {
  const found = followPath(state.data, path);
  if ("value" in found) return found;
  state.report(at, "data", `there is no "${found.missing}" in ${written}; ${suggest(found.missing, found.known)}`);
  return undefined;
}
