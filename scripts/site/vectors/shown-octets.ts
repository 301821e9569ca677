/**
 * Octets of vectors in a line of text.
 *
 * @module
 */
import type { Octets } from "../../interop/format/octets.ts";

/** The most digits of octets in a line. */
const MAX_DIGITS = 96;

/** Returns octets in hexadecimal, long ones with their number; repeated ones as a product. */
export function shownOctets(value: Octets): string {
  if (typeof value !== "string") return `${value.repeat} × ${value.count.toLocaleString("en-US")}`;
  return value.length > MAX_DIGITS ? `${value.slice(0, MAX_DIGITS)}... (${value.length / 2} octets)` : value;
}
