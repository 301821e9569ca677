/**
 * Header sections between lists of fields and what node:http2 takes and gives.
 *
 * @module
 */
import type { OutgoingHttpHeaders } from "node:http2";

import type { FieldLine, FieldLines } from "../../wire/index.ts";

/** The fields of a header section as it arrived: names and values in turn. */
export function fieldsOf(raw: readonly string[]): FieldLine[] {
  const fields: FieldLine[] = [];
  for (let at = 0; at + 1 < raw.length; at += 2) fields.push([raw[at] as string, raw[at + 1] as string]);
  return fields;
}

/** The header section as an object; a field of several lines becomes an array. */
export function headersOf(fields: FieldLines): OutgoingHttpHeaders {
  const headers: Record<string, string | string[]> = {};
  for (const [name, value] of fields) {
    const before = headers[name];
    if (before === undefined) headers[name] = value;
    else headers[name] = Array.isArray(before) ? [...before, value] : [before, value];
  }
  return headers;
}
