/**
 * The server under test, from its URL.
 *
 * @module
 */
import type { PeerAddress } from "../h2/index.ts";

/** A server under test. */
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
 * Parses a URL of `http`, `https`, `ws` or `wss`.
 *
 * @param insecure - accepts any certificate
 * @returns the target, or a description of the mistake
 */
export function readTarget(href: string, insecure: boolean): ServerTarget | string {
  if (!URL.canParse(href)) return `expected a URL such as https://localhost:8443/echo, found ${JSON.stringify(href)}`;
  const url = new URL(href);
  const known = SCHEMES[url.protocol];
  if (known === undefined) return `expected a URL of http, https, ws or wss, found ${url.protocol}//`;
  const port = url.port === "" ? known.port : Number(url.port);
  // An IPv6 address has brackets in a URL and none for a socket.
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const address: PeerAddress = known.scheme === "https" ? { host, port, tls: { verify: !insecure } } : { host, port };
  return { address, scheme: known.scheme, authority: url.host, path: `${url.pathname}${url.search}` };
}
