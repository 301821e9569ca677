/**
 * Strict UTF-8.
 *
 * @module
 */
import { isUtf8 } from "node:buffer";

/** Returns whether octets begin a text in UTF-8; a character at the end may be incomplete. */
function beginsUtf8(octets: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(octets, { stream: true });
    return true;
  } catch {
    return false;
  }
}

/** Returns the offset of the first octet at which a text stops being UTF-8; `undefined` if all of it is UTF-8. */
export function invalidUtf8Offset(octets: Uint8Array): number | undefined {
  if (isUtf8(octets)) return undefined;
  let [valid, invalid] = [0, octets.length];
  if (beginsUtf8(octets)) return octets.length;
  while (invalid - valid > 1) {
    const middle = (valid + invalid) >> 1;
    if (beginsUtf8(octets.subarray(0, middle))) valid = middle;
    else invalid = middle;
  }
  return valid;
}
