/**
 * The server under test, from its URL.
 *
 * @module
 */
import type { PeerAddress } from "../h2/index.ts";

/** Where a server under test is. */
export interface ServerTarget {
  readonly address: PeerAddress;
  readonly scheme: "http" | "https";
  readonly authority: string;
  /** Path and query. */
  readonly path: string;
}

const SCHEMES: Readonly<Record<string, { readonly scheme: ServerTarget["scheme"]; readonly port: number }>> = {
  "http:": { scheme: "http", port: 80 },
  "ws:": { scheme: "http", port: 80 },
  "https:": { scheme: "https", port: 443 },
  "wss:": { scheme: "https", port: 443 },
};

/**
 * Reads a URL.
 *
 * @param insecure - whether a certificate may be invalid
 * @returns what is wrong with it, as text, where it cannot be used
 */
export function readTarget(href: string, insecure: boolean): ServerTarget | string {
  if (!URL.canParse(href)) return `expected a URL such as https://localhost:8443/echo, found ${JSON.stringify(href)}`;
  const url = new URL(href);
  const known = SCHEMES[url.protocol];
  if (known === undefined) return `expected a URL of http, https, ws or wss, found ${url.protocol}//`;
  const port = url.port === "" ? known.port : Number(url.port);
  // The brackets of an IPv6 address are part of the URL alone.
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const address: PeerAddress = known.scheme === "https" ? { host, port, tls: { verify: !insecure } } : { host, port };
  return { address, scheme: known.scheme, authority: url.host, path: `${url.pathname}${url.search}` };
}
