/**
 * The parts of the schema and of the draft that no test covers, with the reasons. The tests in `complete/` fail for a gap without
 * a reason, and for a reason without a gap.
 */

/** Fields, registry entries and header fields that no vector shows, by `element.part`. */
export const knownGaps: Readonly<Record<string, string>> = {
  "client-check.no-http2": "only TLS shows it, before any header section",
};

const SESSION = "session vectors test it without waiting";

/** Limits that no conformance case reads. */
export const limitsWithoutCase: Readonly<Record<string, string>> = {
  decisions: "only a server whose application takes time to decide shows it; tests of the reference test it",
  undecidedContent: "only a server whose application takes time to decide shows it; session vectors test it",
  refusalBody: "only the application of a client sees it; session vectors test it",
  flush: SESSION,
  flushTotal: SESSION,
  closeAtMost: SESSION,
  pingRoom: SESSION,
  pingsOutstanding: SESSION,
  pingStalled: SESSION,
  queuedOctets: "only an endpoint whose application takes no messages shows it; session vectors test it",
  queuedMessages: "only an endpoint whose application takes no messages shows it; session vectors test it",
};

/** Limits that the prose of the draft does not show. */
export const limitsWithoutProse: Readonly<Record<string, string>> = {};

/** Entries of registries that the prose of the draft does not name, by `registry.entry`. */
export const entriesWithoutProse: Readonly<Record<string, string>> = {
  "outcome.cannot_negotiate_compression": "the table of the server's checks says which checks have this outcome",
};

const OPENING = "only an endpoint with its own random generator shows it";
const STREAM = "only a stream of HTTP shows it";

/** Requirements that a live peer shows, and no vector or conformance case. */
export const live: Readonly<Record<`R-${number}`, string>> = {
  "R-110": "only a server that stops shows it",
  "R-005": STREAM,
  "R-134": STREAM,
  "R-007": STREAM,
  "R-013": "only a client that resumes a TLS session shows it",
  "R-015": "only a user agent shows it",
  "R-020": OPENING,
  "R-144": "the reference always drains with NO_ERROR",
  "R-214": "only a client with many busy connections shows it",
  "R-119": "only a path with an intermediary shows it",
  "R-120": "only a path with an intermediary shows it",
  "R-155": "only a client whose application asks for redirections shows it",
  "R-158": "only a user agent shows it",
  "R-159": "only a user agent shows it",
  "R-161": "only a client whose path goes silent shows it",
};

/** Requirements that only a reader of the code, of a deployment or of an application can check. */
export const human: Readonly<Record<`R-${number}`, string>> = {
  "R-210": "the layout of URIs at an origin is a design decision",
  "R-014": "only the user agent knows the page",
  "R-042": "it depends on the actions of the application",
  "R-067": "it depends on the texts of the application",
  "R-118": "it concerns the pages and tools of a user agent",
  "R-211": "only the application of an endpoint shows it",
  "R-212": "only the application of an endpoint shows it",
};
