/**
 * Converts header sections between field lines and the forms of node:http2.
 *
 * @module
 */
import type { OutgoingHttpHeaders } from "node:http2";

import type { FieldLine, FieldLines } from "../../wire/index.ts";

/** Returns the field lines of a raw list, in which names and values alternate. */
export function fieldsOf(raw: readonly string[]): FieldLine[] {
  const fields: FieldLine[] = [];
  for (let at = 0; at + 1 < raw.length; at += 2) fields.push([raw[at] as string, raw[at + 1] as string]);
  return fields;
}

/** Returns the status of a response; `NaN` without one. */
export function statusOf(fields: FieldLines): number {
  return Number(fields.find(([name]) => name === ":status")?.[1]);
}

/** Returns whether a response is interim, with a status of 1xx. */
export function isInterim(fields: FieldLines): boolean {
  return statusOf(fields) < 200;
}

/** Returns the header section as an object; a field with several lines becomes an array. */
export function headersOf(fields: FieldLines): OutgoingHttpHeaders {
  const headers: Record<string, string | string[]> = {};
  for (const [name, value] of fields) {
    const previous = headers[name];
    if (previous === undefined) headers[name] = value;
    else headers[name] = Array.isArray(previous) ? [...previous, value] : [previous, value];
  }
  return headers;
}
