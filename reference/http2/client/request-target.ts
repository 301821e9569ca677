/**
 * From a URL to what is asked of which origin.
 *
 * @module
 */
import { LocalError } from "../../layout/errors.ts";

/** Where a connection leads. */
export interface RequestTarget {
  /** `http` only without TLS. */
  readonly scheme: "https" | "http";
  /** Host and, where it is not the scheme's own, port. */
  readonly authority: string;
  /** Path and query. */
  readonly path: string;
  /** Scheme and authority as one, such as `https://example.com`. */
  readonly origin: string;
}

const SCHEMES: Readonly<Record<string, RequestTarget["scheme"]>> = { "https:": "https", "wss:": "https", "http:": "http", "ws:": "http" };

function parseUrl(url: string | URL): URL {
  if (url instanceof URL) return url;
  if (URL.canParse(url)) return new URL(url);
  throw new LocalError("url", `expected an absolute URL, found ${JSON.stringify(url)}`);
}

/**
 * The target of a URL; a fragment is left out, since HTTP does not send it.
 *
 * @throws {@link LocalError} where it is no URL, has another scheme, or has a user name or password
 */
export function requestTargetOf(url: string | URL): RequestTarget {
  const given = parseUrl(url);
  const scheme = SCHEMES[given.protocol];
  if (scheme === undefined) throw new LocalError("url", `expected one of the schemes https, http, wss and ws, found ${given.protocol}`);
  if (given.username !== "" || given.password !== "") throw new LocalError("url", "expected no user name or password; send an authorization field");
  // The port that is the default of ws and wss is that of http and https.
  const authority = given.host;
  return { scheme, authority, path: `${given.pathname}${given.search}`, origin: `${scheme}://${authority}` };
}
