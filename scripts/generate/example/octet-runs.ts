/**
 * Joins the fields of a trace that share octets.
 *
 * @module
 */

import type { TracedField } from "../../../reference/layout/index.ts";

/** Octets and the fields in them; offsets are in octets, `end` is exclusive. */
export interface OctetRun {
  readonly start: number;
  readonly end: number;
  readonly fields: readonly TracedField[];
}

/** Returns the runs of octets in order; a field without octets joins the run before it. */
export function octetRuns(fields: readonly TracedField[]): readonly OctetRun[] {
  const runs: OctetRun[] = [];
  for (const field of fields) {
    const start = Math.floor(field.bit / 8);
    const end = Math.ceil((field.bit + field.bits) / 8);
    const last = runs.at(-1);
    if (last !== undefined && (start < last.end || field.bits === 0)) {
      runs[runs.length - 1] = { start: last.start, end: Math.max(last.end, end), fields: [...last.fields, field] };
    } else {
      runs.push({ start, end, fields: [field] });
    }
  }
  return runs;
}
