/**
 * A header section of the vectors, one field a line.
 *
 * @module
 */
import { html, type Html } from "../../common/html.ts";

/** Pairs of name and value. */
export type ShownFields = readonly (readonly [string, string])[];

/** The most characters of a value. */
const MAX_VALUE_CHARACTERS = 400;

const shortened = (value: string): string =>
  value.length > MAX_VALUE_CHARACTERS ? `${value.slice(0, MAX_VALUE_CHARACTERS)}... (${value.length} characters)` : value;

/** Returns the lines of a header section. Controls in values are escapes. */
export function headerSectionHtml(fields: ShownFields): Html {
  if (fields.length === 0) return html`<p class="faint">No fields.</p>\n`;
  const lines = fields.map(([name, value]) => html`<b>${name}</b>: ${JSON.stringify(shortened(value)).slice(1, -1)}\n`);
  return html`<pre class="fields">${lines}</pre>\n`;
}
