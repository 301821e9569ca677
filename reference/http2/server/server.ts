/**
 * Server over node:http2.
 *
 * @module
 */
import { IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Http2SecureServer, Http2Server, IncomingHttpHeaders, ServerHttp2Session, ServerHttp2Stream } from "node:http2";
import type { Server as HttpsServer } from "node:https";

import { isHandshake } from "../../wire/index.ts";
import type { Connection } from "../api/connection.ts";
import { startDebugLog } from "../diagnostics/debug-log.ts";
import { sessionSocketInfo, socketInfo } from "../api/socket-info.ts";
import { fieldsOf } from "../stream/header-section.ts";
import { Http1Binding, http1Fields } from "./http1-binding.ts";
import { interceptEvents, listenForExpectations } from "./intercept-events.ts";
import { ServerConnections } from "./server-connections.ts";
import { ServerBinding } from "./server-binding.ts";
import type { ServerOptions } from "./server-options.ts";
import { drainSession } from "./http-connection-counts.ts";
import { setConnectionWindow, sessionOptions } from "../stream/session-options.ts";
import { startSessionKeepalive } from "./session-keepalive.ts";

/** Server of node:http2, or of node:http and node:https for requests that a gateway forwards in HTTP/1.1. */
export type HttpServer = Http2Server | Http2SecureServer | Server | HttpsServer;

/** The least number of concurrent streams, which ordinary requests use as well (RFC 9113, Section 6.5.2). */
const MIN_CONCURRENT_STREAMS = 100;

/**
 * Accepts WebSocket2 connections on HTTP servers. Handshakes do not reach the listeners of those servers; all other requests do, so
 * that ordinary routes continue to work.
 *
 * @example
 * ```ts
 * import { once } from "node:events";
 * import { createServer } from "node:http2";
 * import { WebSocket2Server } from "websocket2";
 *
 * const http = createServer((request, response) => response.end("ordinary HTTP\n"));
 * const server = new WebSocket2Server({
 *   resources: {
 *     "/chat": {
 *       protocols: ["chat"],
 *       compression: { deflate: [9, 15] },
 *       authorize: ({ headers: { authorization = "" } }) => {
 *         const user = { "Bearer 7": "Ann" }[authorization];
 *         return user === undefined ? { refuse: { status: 401, fields: { "www-authenticate": "Bearer" } } } : { data: { user } };
 *       },
 *       connection: (connection) => {
 *         const { user } = connection.data;
 *         connection.onmessage = (message) => server.connections.forEach((each) => each.send(`${user}: ${message}`));
 *       },
 *     },
 *   },
 *   onfailed: ({ path, seen }) => console.log(`no connection at ${path}: ${seen}`),
 * });
 * server.attach(http);
 * await once(http.listen(8080, "127.0.0.1"), "listening");
 *
 * // When the program ends: close all connections with 1001, then the HTTP server.
 * await server.close();
 * http.close();
 * ```
 */
export class WebSocket2Server<Data = unknown> {
  readonly #serverConnections: ServerConnections;

  /**
   * @param options - resources, and options that replace their defaults
   * @throws LocalError if an option is not usable or unknown
   */
  constructor(options: ServerOptions<Data>) {
    this.#serverConnections = new ServerConnections(options as ServerOptions);
    startDebugLog();
  }

  /** The open connections. */
  get connections(): ReadonlySet<Connection<Data>> {
    return this.#serverConnections.connections as Set<Connection<Data>>;
  }

  /**
   * Answers the handshakes of a server from now on. SETTINGS_MAX_CONCURRENT_STREAMS becomes the `connections` limit, at least 100, so that
   * a gateway opens another HTTP/2 connection when one is full. Sets `requestTimeout` of an HTTP/1.1 server to 0, because over HTTP/1.1 a
   * connection lasts as long as its request. Several servers can be attached.
   *
   * @param server - server that does not listen yet. For HTTP/2, pass `sessionOptions` to `createServer`: only there can the limits on
   *   memory and on empty DATA frames be raised.
   * @returns this server
   */
  attach(server: HttpServer): this {
    const maxConcurrentStreams = Math.max(this.#serverConnections.limits.connections, MIN_CONCURRENT_STREAMS);
    if ("updateSettings" in server) server.updateSettings({ ...sessionOptions.settings, maxConcurrentStreams });
    if ("requestTimeout" in server) server.requestTimeout = 0;
    server.on("session", (session: ServerHttp2Session) => {
      setConnectionWindow(session);
      startSessionKeepalive(session, this.#serverConnections.limits.pingStalled);
    });
    const request = (...[message, response]: unknown[]) =>
      message instanceof IncomingMessage && this.#takeRequest(message, response as ServerResponse, true);
    const awaitingContinue = (...[message, response]: unknown[]) =>
      message instanceof IncomingMessage && this.#takeRequest(message, response as ServerResponse, false);
    listenForExpectations(server);
    interceptEvents(server, {
      request,
      checkContinue: awaitingContinue,
      checkExpectation: request,
      stream: (...[stream, headers, flags, raw]) =>
        this.#takeStream(stream as ServerHttp2Stream, headers as IncomingHttpHeaders, flags as number, raw as string[]),
    });
    return this;
  }

  #takeStream(stream: ServerHttp2Stream, headers: IncomingHttpHeaders, flags: number, raw: readonly string[]): boolean {
    if (!isHandshake(fieldsOf(raw))) return false;
    const session = stream.session as ServerHttp2Session | undefined;
    if (session === undefined || stream.destroyed) return true;
    const binding = new ServerBinding(stream);
    const httpConnection = { key: session, drain: () => drainSession(session), socketInfo: () => sessionSocketInfo(session) };
    const path = headers[":path"] ?? "";
    const policy = this.#serverConnections.beginHandshake(binding, httpConnection, path, { headers });
    binding.start(raw, flags, policy);
    return true;
  }

  #takeRequest(request: IncomingMessage, response: ServerResponse, continueSent: boolean): boolean {
    const fields = http1Fields(request);
    if (!isHandshake(fields)) return false;
    const { socket, headers, url = "" } = request;
    const binding = new Http1Binding(request, response, continueSent);
    const httpConnection = { key: socket, drain: () => socket.destroy(), socketInfo: () => socketInfo(socket) };
    binding.start(fields, this.#serverConnections.beginHandshake(binding, httpConnection, url, { headers }));
    return true;
  }

  /**
   * Refuses handshakes with 503, closes every connection with 1001, and resolves when all have ended; after the `handshake` plus the
   * `closeAtMost` limit, 40 s by default, it terminates those that remain. Queued messages are still sent. Received messages are still
   * delivered, or discarded if the connection has no reader. The HTTP servers continue; close them afterwards.
   */
  close(): Promise<void> {
    return this.#serverConnections.shutDown();
  }
}
