/**
 * Header sections with changes.
 *
 * @module
 */
import type { Http2Field } from "./hpack/static-table.ts";

/** Values in place of those that stand there; `null` leaves a field out, a new name adds one. */
export type FieldChanges = Readonly<Record<string, string | null>>;

/** A header section with changes, and with more lines behind it. */
export function changeFields(fields: readonly Http2Field[], change: FieldChanges = {}, more: readonly Http2Field[] = []): Http2Field[] {
  const kept = fields.flatMap(([name, value]): Http2Field[] => {
    const other = change[name];
    return other === null ? [] : [[name, other ?? value]];
  });
  const names = new Set(fields.map(([name]) => name));
  const added = Object.entries(change).flatMap(([name, value]): Http2Field[] => (value === null || names.has(name) ? [] : [[name, value]]));
  return [...kept, ...added, ...more];
}

/** The value of a field, of several lines joined by commas; `undefined` where it is absent. */
export function fieldValue(fields: readonly Http2Field[], name: string): string | undefined {
  const lines = fields.filter(([each]) => each === name).map(([, value]) => value);
  return lines.length === 0 ? undefined : lines.join(", ");
}
