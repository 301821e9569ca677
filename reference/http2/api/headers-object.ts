/**
 * Field lines as the standard `Headers` object.
 *
 * @module
 */
import type { FieldLines } from "../../wire/index.ts";

/**
 * Returns a `Headers` object with the field lines; pseudo-header fields such as `:status` are left out. HTTP/2 may
 * divide `cookie` into lines (RFC 9113, Section 8.2.3); they are joined by "; " on every platform.
 */
export function headersObject(fields: FieldLines): Headers {
  const headers = new Headers();
  for (const [name, value] of fields) {
    if (name.startsWith(":")) continue;
    const cookies = name.toLowerCase() === "cookie" ? headers.get(name) : null;
    if (cookies === null) headers.append(name, value);
    else headers.set(name, `${cookies}; ${value}`);
  }
  return headers;
}
