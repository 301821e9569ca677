/**
 * Opens the octet stream to a server, below TLS and HTTP/2.
 *
 * @module
 */
import type { SecureClientSessionOptions } from "node:http2";
import { Duplex } from "node:stream";

import { LocalError } from "../../layout/errors.ts";
import { openTunnel } from "./connect-tunnel.ts";
import { parseProxy, type ResolvedProxy, type RouteOptions, type SocketFactory } from "./route-options.ts";

/** Way to one origin. */
export interface Route {
  /** Origin, and the proxy if there is one: HTTP/2 connections with different keys are never shared. */
  readonly key: string;
  /** Opens the stream; absent if node:http2 opens the socket. */
  readonly open?: (signal: AbortSignal) => Promise<Duplex>;
}

function proxyOf(origin: string, { proxy }: RouteOptions): ResolvedProxy | undefined {
  const selected = typeof proxy === "function" ? proxy(origin) : proxy;
  return selected === undefined ? undefined : parseProxy(selected);
}

async function openOwnSocket(open: SocketFactory, origin: string, signal: AbortSignal): Promise<Duplex> {
  const socket: unknown = await open(origin, signal);
  if (!(socket instanceof Duplex)) throw new LocalError("socket", "expected a Duplex stream of node:stream from the function");
  return socket;
}

/**
 * Returns the way to an origin.
 *
 * @param origin - scheme and authority
 * @throws {@link LocalError} if the function `proxy` returns what is no proxy
 */
export function routeTo(origin: string, options: RouteOptions): Route {
  const { socket } = options;
  if (socket !== undefined) return { key: origin, open: (signal) => openOwnSocket(socket, origin, signal) };
  const proxy = proxyOf(origin, options);
  if (proxy === undefined) return { key: origin };
  return { key: `${origin} ${proxy.url.href}`, open: (signal) => openTunnel(origin, proxy, options, signal) };
}

/**
 * Returns the options of `connect` of node:http2 for a socket.
 *
 * @param origin - scheme and authority
 * @param stream - the stream below TLS; `undefined` if node:http2 opens the socket
 */
export function socketOptions(
  origin: string,
  { lookup, socketPath }: RouteOptions,
  stream: Duplex | undefined,
): SecureClientSessionOptions {
  if (stream === undefined) {
    return { ...(lookup === undefined ? {} : { lookup }), ...(socketPath === undefined ? {} : { path: socketPath }) };
  }
  return origin.startsWith("https:") ? { socket: stream } : { createConnection: () => stream };
}
