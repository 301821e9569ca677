/**
 * The constants of the LZ4 block format (Section "LZ4").
 *
 * A block is a series of sequences: a token, literals, a match. The high four bits of the token are the number of literals, the low
 * four bits the length of the match less {@link MIN_MATCH}. The value {@link MAX_NIBBLE} continues in further octets, each of which adds
 * up to 255, until one is less than 255. A match begins with its offset back, 16 bits, low octet first. The last sequence has only
 * literals.
 *
 * @module
 */

/** The shortest match, in octets. */
export const MIN_MATCH = 4;

/** The largest value of four bits, after which a length continues. */
export const MAX_NIBBLE = 15;

/** The largest offset of a match, in octets. */
export const MAX_OFFSET = 65535;

/** A match ends at least this number of octets before the end of the message. */
export const LAST_LITERALS = 5;

/** A match begins at least this number of octets before the end of the message. */
export const MATCH_FIND_LIMIT = 12;

/** The most octets of a message that one octet of a block can produce. */
export const MAX_EXPANSION = 255;

/** Up to this number of octets, a loop copies faster than the call of a bulk copy. */
export const MAX_BYTEWISE_COPY = 32;
