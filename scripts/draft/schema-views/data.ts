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

type FollowedPath = { readonly value: unknown } | { readonly missing: string; readonly known: readonly string[] };

/** Returns the object of a list with a member of some text: `[a.json]` for `{"path": "a.json"}`. */
function listItem(value: unknown, wanted: string): FollowedPath {
  const items = Array.isArray(value) ? value.map(membersOf) : [];
  const found = items.find((item) => Object.values(item).includes(wanted));
  const names = items.flatMap((item) => Object.values(item).find((each) => typeof each === "string") ?? []) as string[];
  return found === undefined ? { missing: `[${wanted}]`, known: names.map((name) => `[${name}]`) } : { value: found };
}

/**
 * Follows keys into a value; `key[text]` is the object of a list with a member of this text.
 *
 * @returns the value, or the first unknown key and the known ones
 */
export function followPath(value: unknown, path: string): FollowedPath {
  let found = value;
  for (const [, key = "", wanted] of path.matchAll(/([^.[\]]*)(?:\[([^\]]*)\])?(?:\.|$)/g)) {
    if (key === "" && wanted === undefined) continue;
    const members = membersOf(found);
    if (!Object.hasOwn(members, key)) return { missing: key, known: Object.keys(members) };
    found = members[key];
    if (wanted === undefined) continue;
    const item = listItem(found, wanted);
    if (!("value" in item)) return item;
    found = item.value;
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
