/**
 * Options of the way from a client to a server: TLS, proxies, sockets and name resolution.
 *
 * @module
 */
import type { SecureClientSessionOptions } from "node:http2";
import type { LookupFunction } from "node:net";
import type { Duplex } from "node:stream";

import { LocalError } from "../../layout/errors.ts";
import type { FieldsInit } from "../api/fields-init.ts";
import { validateOptions, type OptionKinds } from "../api/validate-options.ts";

/** Options of TLS to a server or a proxy: `ca`, `cert`, `key`, `pfx`, `passphrase`, `servername`, `rejectUnauthorized` and more. */
export type TlsOptions = Omit<SecureClientSessionOptions, "settings" | "createConnection" | "protocol" | "socket" | "path" | "lookup">;

/** HTTP proxy that opens tunnels by the method CONNECT (RFC 9110, Section 9.3.6). */
export interface Proxy {
  /**
   * URL of the proxy, such as `http://proxy.example:3128`; `https` reaches the proxy itself with TLS. A user name and a password in it are
   * sent to the proxy as Basic credentials.
   */
  readonly url: string | URL;
  /** Further fields of the CONNECT request, such as Proxy-Authorization; the default is to send none. */
  readonly headers?: FieldsInit;
  /** Options of TLS to a proxy with an `https` URL; the default is `ca` and `rejectUnauthorized` of the option `tls` of the client. */
  readonly tls?: TlsOptions;
}

/**
 * Selects the proxy for an origin.
 *
 * @param origin - scheme, host and port of the server, such as `https://example.com`
 * @returns `undefined` to connect directly
 */
export type ProxySelector = (origin: string) => string | URL | Proxy | undefined;

/**
 * Opens the socket to a server, below TLS.
 *
 * @param origin - scheme, host and port of the server, such as `https://example.com`
 * @param signal - aborts when no opening waits for the socket any more: after a timeout, an abort or `close` of the client
 */
export type SocketFactory = (origin: string, signal: AbortSignal) => Duplex | Promise<Duplex>;

/** Options of the way from a client to a server. */
export interface RouteOptions {
  /**
   * Options of TLS for `https` and `wss`; the default is those of Node.js. `ca` names the certificate authorities that the client trusts
   * in place of those of Node.js, in PEM; `cert` and `key`, or `pfx`, are the certificate of the client.
   */
  readonly tls?: TlsOptions;
  /**
   * HTTP proxy through which the client opens a tunnel to each origin, with TLS or without: its URL, its options, or a function that
   * selects one for each origin. `proxyFromEnvironment(process.env)` returns one that reads `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY`
   * and `NO_PROXY`. By default the client connects directly and reads no variable.
   */
  readonly proxy?: string | URL | Proxy | ProxySelector;
  /**
   * Opens the socket to each origin, for instance through an SSH or SOCKS tunnel; excludes `proxy`, `lookup` and `socketPath`. TLS of
   * `https` URLs runs over it. By default the client opens a TCP connection.
   */
  readonly socket?: SocketFactory;
  /** Path of a UNIX socket to connect to, whatever the host of the URL; excludes `proxy` and `lookup`. The default is to use TCP. */
  readonly socketPath?: string;
  /** Resolves the names of hosts, of the proxy if there is one; the default is `dns.lookup` of Node.js. */
  readonly lookup?: LookupFunction;
}

/** The options of {@link RouteOptions} with their kinds. */
export const routeKinds: OptionKinds<RouteOptions> = {
  tls: "an object",
  proxy: "anything",
  socket: "a function",
  socketPath: "a string",
  lookup: "a function",
};

/** Splits the options of the way from others; leaves absent ones out. */
export function splitRoute<T extends RouteOptions>(options: T): { route: RouteOptions; others: Omit<T, keyof RouteOptions> } {
  const { tls, proxy, socket, socketPath, lookup, ...others } = options;
  const given = Object.entries({ tls, proxy, socket, socketPath, lookup }).filter(([, value]) => value !== undefined);
  return { route: Object.fromEntries(given), others };
}

/** Options that exclude each other. */
const exclusions: readonly (readonly [option: keyof RouteOptions, excluded: readonly (keyof RouteOptions)[]])[] = [
  ["socket", ["proxy", "lookup", "socketPath"]],
  ["socketPath", ["proxy", "lookup"]],
];

const proxyKinds: OptionKinds<Proxy> = { url: "anything", headers: "an object", tls: "an object" };

const PROXY_SCHEMES: readonly string[] = ["http:", "https:"];

/** Proxy of one origin. */
export interface ResolvedProxy extends Proxy {
  readonly url: URL;
}

function parseProxyUrl(url: unknown): URL {
  const text = String(url);
  if (!URL.canParse(text) || !PROXY_SCHEMES.includes(new URL(text).protocol)) {
    throw new LocalError("proxy", "expected a URL with the scheme http or https; the option socket serves for other kinds of proxies");
  }
  return new URL(text);
}

/**
 * Returns a proxy with its URL parsed.
 *
 * @throws {@link LocalError} if it is not usable
 */
export function parseProxy(proxy: string | URL | Proxy): ResolvedProxy {
  if (typeof proxy === "string" || proxy instanceof URL) return { url: parseProxyUrl(proxy) };
  validateOptions("proxy", proxy, proxyKinds);
  return { ...proxy, url: parseProxyUrl(proxy.url) };
}

/**
 * Validates options that are of their kinds.
 *
 * @throws {@link LocalError} if two exclude each other, or the proxy is not usable
 */
export function validateRoute(options: RouteOptions): void {
  for (const [option, excluded] of exclusions) {
    const other = options[option] === undefined ? undefined : excluded.find((each) => options[each] !== undefined);
    if (other !== undefined) throw new LocalError(other, `expected none with ${option}, which opens the socket`);
  }
  if (options.proxy !== undefined && typeof options.proxy !== "function") parseProxy(options.proxy);
}
