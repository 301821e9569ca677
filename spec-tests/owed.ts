/**
 * What no vector shows yet, and why; `complete.test.ts` fails for anything that is missing and not listed here,
 * and for anything that is listed here but no longer missing.
 */

/** What only a live peer shows. */
const LIVE = "needs a live peer";

/** Reasons by `element.entry` or `element.field`. */
export const owed: Readonly<Record<string, string>> = {
  "client-check.opening-pong": LIVE,
  "client-check.aborted": LIVE,
  "client-check.cancelled": LIVE,
  "client-check.timeout": LIVE,
  "client-check.not-duplex": LIVE,
};

/** What shows a statement that no vector shows. */
const OPENING = "only a live opening shows when octets go out";
const CORE = "only a connection between two endpoints shows it";
const STREAM = "only a stream of HTTP shows it";
const CLOCK = "only a connection with a clock shows it";
const WINDOW = "only flow control on a real stream shows it";

/** Statements of the draft that a live peer shows and no vector can. */
export const live: Readonly<Record<`R-${number}`, string>> = {
  "R-004": STREAM,
  "R-005": STREAM,
  "R-006": STREAM,
  "R-007": STREAM,
  "R-013": "only a client that resumes a TLS session shows it",
  "R-015": "only a user agent shows it",
  "R-018": OPENING,
  "R-019": OPENING,
  "R-020": OPENING,
  "R-021": OPENING,
  "R-022": "only a server that answers OPTIONS shows it",
  "R-032": OPENING,
  "R-036": OPENING,
  "R-037": OPENING,
  "R-038": OPENING,
  "R-039": OPENING,
  "R-040": OPENING,
  "R-041": CLOCK,
  "R-045": CLOCK,
  "R-049": STREAM,
  "R-050": STREAM,
  "R-051": STREAM,
  "R-052": OPENING,
  "R-053": OPENING,
  "R-125": OPENING,
  "R-069": CORE,
  "R-070": CORE,
  "R-071": OPENING,
  "R-072": CORE,
  "R-073": CORE,
  "R-077": CORE,
  "R-091": STREAM,
  "R-092": STREAM,
  "R-093": STREAM,
  "R-094": CORE,
  "R-095": CORE,
  "R-096": CORE,
  "R-098": CORE,
  "R-099": CORE,
  "R-100": CORE,
  "R-101": CORE,
  "R-102": CLOCK,
  "R-103": CLOCK,
  "R-104": STREAM,
  "R-105": CORE,
  "R-106": STREAM,
  "R-107": STREAM,
  "R-108": STREAM,
  "R-109": STREAM,
  "R-110": CORE,
  "R-111": CLOCK,
  "R-112": CLOCK,
  "R-113": CORE,
  "R-114": WINDOW,
  "R-115": WINDOW,
  "R-116": WINDOW,
  "R-117": WINDOW,
  "R-119": "only a path with an intermediary shows it",
  "R-120": "only a path with an intermediary shows it",
  "R-124": STREAM,
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
