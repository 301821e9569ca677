/**
 * Octets in rows.
 *
 * @module
 */
const OCTETS_PER_ROW = 16;
const MAX_ROWS = 6;

/** Octets in hexadecimal with their offsets; of many the first. */
export function hexRows(octets: Uint8Array): string[] {
  const rows: string[] = [];
  for (let at = 0; at < octets.length && rows.length < MAX_ROWS; at += OCTETS_PER_ROW) {
    const row = Array.from(octets.subarray(at, at + OCTETS_PER_ROW), (octet) => octet.toString(16).padStart(2, "0"));
    rows.push(`${String(at).padStart(5)}  ${row.join(" ")}`);
  }
  const shown = rows.length * OCTETS_PER_ROW;
  return octets.length > shown ? [...rows, `       ... ${octets.length - shown} more`] : rows;
}
