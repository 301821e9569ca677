/**
 * The end of a deflate payload.
 *
 * @module
 */

/** The end of an empty stored block, LEN and NLEN: removed by the sender, put back by the receiver. */
export const SYNC_FLUSH_TAIL: Uint8Array = Uint8Array.of(0x00, 0x00, 0xff, 0xff);

/**
 * An empty last block with fixed codes (RFC 1951, Section 3.2.6), which is sent to nobody. Behind {@link SYNC_FLUSH_TAIL} it ends the data
 * only if a block begins there: zlib then stops, and before and behind it is malformed or left over.
 */
export const FINAL_BLOCK: Uint8Array = Uint8Array.of(0x03, 0x00);
