/**
 * Header sections with changes.
 *
 * @module
 */
import type { Field } from "../h2/index.ts";

/** Values in place of those that stand there; `null` leaves a field out, a new name adds one. */
export type Change = Readonly<Record<string, string | null>>;

/** A header section with changes, and with more lines behind it. */
export function changed(fields: readonly Field[], change: Change = {}, more: readonly Field[] = []): Field[] {
  const kept = fields.flatMap(([name, value]): Field[] => {
    const other = change[name];
    return other === null ? [] : [[name, other ?? value]];
  });
  const names = new Set(fields.map(([name]) => name));
  const added = Object.entries(change).flatMap(([name, value]): Field[] => (value === null || names.has(name) ? [] : [[name, value]]));
  return [...kept, ...added, ...more];
}

/** The value of a field, of several lines joined by commas; `undefined` where it is absent. */
export function valueOf(fields: readonly Field[], name: string): string | undefined {
  const lines = fields.filter(([each]) => each === name).map(([, value]) => value);
  return lines.length === 0 ? undefined : lines.join(", ");
}
