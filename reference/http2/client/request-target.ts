/**
 * Target of a request, from a URL.
 *
 * @module
 */
import { LocalError } from "../../layout/errors.ts";
import type { RequestOptions } from "../../wire/index.ts";

/** Target of a request. */
export interface RequestTarget {
  /** `https` with TLS, `http` without. */
  readonly scheme: "https" | "http";
  /** Host, with the port if it is not the default of the scheme. */
  readonly authority: string;
  /** Path and query. */
  readonly path: string;
  /** Scheme and authority, such as `https://example.com`. */
  readonly origin: string;
}

const SCHEMES: Readonly<Record<string, RequestTarget["scheme"]>> = { "https:": "https", "wss:": "https", "http:": "http", "ws:": "http" };

function parseUrl(url: string | URL): URL {
  if (url instanceof URL) return url;
  if (URL.canParse(url)) return new URL(url);
  throw new LocalError("url", `expected an absolute URL, found ${JSON.stringify(url)}`);
}

/** Returns the URL of a target, or of a request, whose default scheme is `https`. */
export function urlOf({ scheme = "https", authority, path }: Pick<RequestOptions, "scheme" | "authority" | "path">): string {
  return `${scheme}://${authority}${path}`;
}

/**
 * Returns the target of a URL, without its fragment, which HTTP does not send.
 *
 * @throws {@link LocalError} if the URL does not parse, has another scheme, or contains a user name or password
 */
export function requestTargetOf(url: string | URL): RequestTarget {
  const { protocol, username, password, host, pathname, search } = parseUrl(url);
  const scheme = SCHEMES[protocol];
  if (scheme === undefined) throw new LocalError("url", `expected one of the schemes https, http, wss and ws, found ${protocol}`);
  if (username !== "" || password !== "") {
    throw new LocalError("url", "expected no user name or password; send an authorization field");
  }
  // ws and wss have the default ports of http and https, so host is the authority of both.
  return { scheme, authority: host, path: `${pathname}${search}`, origin: `${scheme}://${host}` };
}
