/**
 * Names that no registry contains, for cases about unknown names.
 *
 * @module
 */

/** A compression method that will not be registered. */
export const UNKNOWN_METHOD = "x-none";

/** A handshake outcome that will not be registered. */
export const UNKNOWN_OUTCOME = "x-none";
