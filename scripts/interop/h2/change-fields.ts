/**
 * Header sections with changes.
 *
 * @module
 */
import type { Http2Field } from "./hpack/static-table.ts";

/** Replacement values by field name; `null` removes a field, a new name adds one. */
export type FieldChanges = Readonly<Record<string, string | null>>;

/** Returns a header section with changes. @param more - field lines to append */
export function changeFields(fields: readonly Http2Field[], changes: FieldChanges = {}, more: readonly Http2Field[] = []): Http2Field[] {
  const kept = fields.flatMap(([name, value]): Http2Field[] => {
    const replacement = changes[name];
    return replacement === null ? [] : [[name, replacement ?? value]];
  });
  const names = new Set(fields.map(([name]) => name));
  const added = Object.entries(changes).flatMap(([name, value]): Http2Field[] =>
    value === null || names.has(name) ? [] : [[name, value]],
  );
  return [...kept, ...added, ...more];
}

/** Returns the value of a field, its lines joined by commas; `undefined` if it is absent. */
export function fieldValue(fields: readonly Http2Field[], name: string): string | undefined {
  const lines = fields.filter(([each]) => each === name).map(([, value]) => value);
  return lines.length === 0 ? undefined : lines.join(", ");
}
