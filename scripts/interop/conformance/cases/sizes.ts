/**
 * Sizes that several cases share, in octets.
 *
 * @module
 */

/** More octets than the initial window of HTTP/2: a receiver that returns no window stops the sender. */
export const MANY_OCTETS = 300_000;

/** An initial window that one DATA frame exhausts: the rest of a long echo waits. */
export const SMALL_WINDOW = 16_384;
