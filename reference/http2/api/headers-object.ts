/**
 * Field lines as the standard `Headers` object.
 *
 * @module
 */
import type { FieldLines } from "../../wire/index.ts";

/** Returns a `Headers` object with the field lines; pseudo-header fields such as `:status` are left out. */
export function headersObject(fields: FieldLines): Headers {
  const headers = new Headers();
  for (const [name, value] of fields) if (!name.startsWith(":")) headers.append(name, value);
  return headers;
}
