/**
 * Compares and concatenates octets.
 *
 * @module
 */

/** Returns whether two byte arrays have the same length and the same octets. */
export function equalOctets(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((octet, index) => octet === other[index]);
}

/** Concatenates byte arrays into a new one, cut after `maxOctets` octets. */
export function concatUpTo(parts: readonly Uint8Array[], maxOctets: number): Uint8Array {
  const octets = new Uint8Array(Math.min(maxOctets, parts.reduce((sum, part) => sum + part.length, 0)));
  let at = 0;
  for (const part of parts) {
    const fitting = part.subarray(0, octets.length - at);
    octets.set(fitting, at);
    at += fitting.length;
  }
  return octets;
}

/** Returns whether the octets of a view are gone: its buffer was transferred, or shrank below its end. */
export function hasLostBuffer(view: ArrayBufferView): boolean {
  try {
    // The length of a DataView then throws; that of a typed array is 0, as of an empty one, but its iterator throws.
    if (view.byteLength === 0 && "keys" in view) (view as Uint8Array).keys();
    return false;
  } catch {
    return true;
  }
}
