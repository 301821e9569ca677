/**
 * Encodes LZ4 blocks from sequences, malformed ones too.
 *
 * @module
 */

/** Literals and the match after them; the last sequence of a block has no match. */
export interface Lz4Sequence {
  readonly literals?: Uint8Array;
  readonly offset?: number;
  /** The octets of the match, at least 4. */
  readonly length?: number;
}

const NIBBLE = 15;
const MIN_MATCH = 4;

function extendedLength(length: number): number[] {
  if (length < NIBBLE) return [];
  const rest = length - NIBBLE;
  return [...Array.from({ length: Math.floor(rest / 255) }, () => 255), rest % 255];
}

/** Returns the octets of a block. */
export function lz4Block(...sequences: readonly Lz4Sequence[]): Uint8Array {
  return Uint8Array.from(
    sequences.flatMap(({ literals = new Uint8Array(0), offset, length = MIN_MATCH }) => {
      const match = offset === undefined ? 0 : length - MIN_MATCH;
      const token = (Math.min(literals.length, NIBBLE) << 4) | Math.min(match, NIBBLE);
      const head = [token, ...extendedLength(literals.length), ...literals];
      return offset === undefined ? head : [...head, offset & 255, offset >> 8, ...extendedLength(match)];
    }),
  );
}
