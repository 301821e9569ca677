/**
 * Octets in rows.
 *
 * @module
 */
import { hexPairs } from "../../../common/octets.ts";

const OCTETS_PER_ROW = 16;
const MAX_ROWS = 6;

/** Octets in hexadecimal with their offsets; of many the first. */
export function hexRows(octets: Uint8Array): string[] {
  const rows: string[] = [];
  for (let at = 0; at < octets.length && rows.length < MAX_ROWS; at += OCTETS_PER_ROW) {
    const row = hexPairs(octets.subarray(at, at + OCTETS_PER_ROW));
    rows.push(`${String(at).padStart(5)}  ${row.join(" ")}`);
  }
  const shown = rows.length * OCTETS_PER_ROW;
  return octets.length > shown ? [...rows, `       ... ${octets.length - shown} more`] : rows;
}
