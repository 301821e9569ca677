/**
 * The numbers of the LZ4 block format.
 *
 * A block is a row of sequences: a token, literals, a match. The high four bits of the token are the number of literals,
 * the low four that of octets in the match less {@link MIN_MATCH}; {@link MAX_NIBBLE} there goes on in further octets,
 * each of which adds up to 255, until one is less. A match begins with its offset back, 16 bits with the low octet first.
 * The last sequence has literals alone.
 *
 * @module
 */

/** The shortest match, in octets. */
export const MIN_MATCH = 4;

/** The largest number in four bits, behind which a length goes on. */
export const MAX_NIBBLE = 15;

/** The farthest offset of a match, in octets. */
export const MAX_OFFSET = 65535;

/** A match ends at least so many octets before the end of the message. */
export const LAST_LITERALS = 5;

/** A match begins at least so many octets before the end of the message. */
export const MATCH_FIND_LIMIT = 12;

/** No octet of a block stands for more octets of the message. */
export const MAX_EXPANSION = 255;
