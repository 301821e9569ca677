/**
 * Comma-separated values, as RFC 4180 defines them.
 *
 * @module
 */

/** A cell with one of these characters is quoted. */
const SPECIAL = /[",\r\n]/;

function csvCell(value: string | number): string {
  const text = String(value);
  return SPECIAL.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Returns rows as text of the media type `text/csv`: lines end in CRLF, and cells with commas, quotes or line ends are quoted. */
export function csvText(rows: readonly (readonly (string | number)[])[]): string {
  return rows.map((row) => `${row.map(csvCell).join(",")}\r\n`).join("");
}
