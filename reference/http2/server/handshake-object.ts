/**
 * The handshake that an application decides about.
 *
 * @module
 */
import type { IncomingHttpHeaders } from "node:http";

import type { HandshakeRequest } from "../../wire/index.ts";
import type { SocketInfo } from "../api/socket-info.ts";
import type { Handshake } from "./server-options.ts";

/** Returns the URL of the target of a request. */
export function targetUrl({ scheme, authority, path }: HandshakeRequest): string {
  return `${scheme}://${authority}${path}`;
}

/** Returns the parameters of the query of a path. */
function queryOf(path: string): URLSearchParams {
  const start = path.indexOf("?");
  return new URLSearchParams(start < 0 ? "" : path.slice(start));
}

/** Returns the handshake of a request; its query is parsed when the application reads it. */
export function handshakeOf(request: HandshakeRequest, { headers }: { headers: IncomingHttpHeaders }, socket: SocketInfo): Handshake {
  let query: URLSearchParams | undefined;
  return {
    ...request,
    headers,
    socket,
    get query() {
      return (query ??= queryOf(request.path));
    },
    get url() {
      return targetUrl(request);
    },
  };
}
