/**
 * Closes HTTP/2 connections with their server.
 *
 * Before version 24, `close` of an HTTP/2 server of Node.js waits for its clients to close their connections, which idle clients do not do.
 *
 * @module
 */
import type { Http2SecureServer, Http2Server, ServerHttp2Session } from "node:http2";

import { drainSession } from "./http-connection-counts.ts";

/** Makes `close` of a server also close its HTTP/2 connections: each ends when its last stream has ended, an idle one at once. */
export function closeSessionsWithServer(server: Http2Server | Http2SecureServer): void {
  const sessions = new Set<ServerHttp2Session>();
  let closed = false;
  server.on("session", (session: ServerHttp2Session) => {
    // The socket was accepted before the server closed.
    if (closed) drainSession(session);
    sessions.add(session);
    session.once("close", () => sessions.delete(session));
  });
  server.on("listening", () => (closed = false));
  const close = server.close.bind(server);
  server.close = (callback) => {
    closed = true;
    for (const session of sessions) drainSession(session);
    return close(callback);
  };
}
