/**
 * Stands for the package jschardet in the bundle of `ws2`: idnits reads what the build wrote, which is UTF-8.
 *
 * @module
 */

/** Returns the encoding of a text in UTF-8, as jschardet does. */
export function detect(octets: Uint8Array): { readonly encoding: string; readonly confidence: number } {
  return { encoding: octets.every((octet) => octet < 0x80) ? "ascii" : "UTF-8", confidence: 1 };
}
