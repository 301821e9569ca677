/**
 * What no vector shows yet, and why; `complete.test.ts` fails for anything that is missing and not listed here,
 * and for anything that is listed here but no longer missing.
 */

/** Reasons by `element.entry` or `element.field`. */
export const knownGaps: Readonly<Record<string, string>> = {};

/** What shows a statement that no vector shows. */
const OPENING = "only an endpoint with its own random generator shows it";
const STREAM = "only a stream of HTTP shows it";

/** Statements of the draft that a live peer shows, and no vector or conformance case does: why. */
export const live: Readonly<Record<`R-${number}`, string>> = {
  "R-110": "only a server that is told to stop shows it",
  "R-005": STREAM,
  "R-006": STREAM,
  "R-007": STREAM,
  "R-013": "only a client that resumes a TLS session shows it",
  "R-015": "only a user agent shows it",
  "R-020": OPENING,
  "R-049": STREAM,
  "R-119": "only a path with an intermediary shows it",
  "R-120": "only a path with an intermediary shows it",
};

/** Statements of the draft that only a reader of code, of a deployment or of an application can judge. */
export const human: Readonly<Record<`R-${number}`, string>> = {
  "R-011": "no program knows which URIs an application was told",
  "R-012": "a matter of how an origin lays out its URIs",
  "R-014": "a matter of the user agent, which alone knows the page",
  "R-042": "a matter of what the application does",
  "R-067": "a matter of what the application writes",
  "R-118": "a matter of the user agent's pages and tools",
  "R-121": "no program knows what is secret and what was chosen",
  "R-122": "no program knows what is secret and what was chosen",
};
