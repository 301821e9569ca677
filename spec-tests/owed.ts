/**
 * What no vector shows yet, and why; `complete.test.ts` fails for anything that is missing and not listed here,
 * and for anything that is listed here but no longer missing.
 */

/** What needs decompression, which vectors of the suite `compression` will show. */
const COMPRESSION = "shown by decompression";

/** What only a live peer shows. */
const LIVE = "needs a live peer";

/** Reasons by `element.entry` or `element.field`. */
export const owed: Readonly<Record<string, string>> = {
  "lz4-payload.size": COMPRESSION,
  "lz4-payload.block": COMPRESSION,
  "client-check.opening-pong": LIVE,
  "client-check.aborted": LIVE,
  "client-check.cancelled": LIVE,
  "client-check.timeout": LIVE,
  "client-check.not-duplex": LIVE,
};
