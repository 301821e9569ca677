/**
 * Probes whether a platform can run the deflate method: its zlib has to use a dictionary, the context of earlier messages.
 *
 * @module
 */

/** An `inflateRawSync` of `node:zlib`. */
export type InflateRaw = (data: Uint8Array, options: { readonly dictionary: Uint8Array }) => Uint8Array;

const DICTIONARY = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8);

/** The dictionary itself, compressed by zlib with it: a match that begins in the dictionary. */
const COMPRESSED = Uint8Array.of(0x63, 0x84, 0xd2, 0x00);

/** Returns whether the function uses its dictionary. The one of Deno 2.9 ignores it. */
export function usesDictionary(inflateRaw: InflateRaw): boolean {
  try {
    const octets = inflateRaw(COMPRESSED, { dictionary: DICTIONARY });
    return octets.length === DICTIONARY.length && DICTIONARY.every((octet, at) => octets[at] === octet);
  } catch {
    return false;
  }
}
