/**
 * The server over node:http2.
 *
 * @module
 */
import { IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Http2SecureServer, Http2Server, IncomingHttpHeaders, ServerHttp2Session, ServerHttp2Stream } from "node:http2";
import type { Server as HttpsServer } from "node:https";

import { isHandshake } from "../../wire/index.ts";
import type { Connection } from "../api/connection.ts";
import { fieldsOf } from "../stream/header-section.ts";
import { Http1Binding, http1Fields } from "./http1-binding.ts";
import { interceptEvents } from "./intercept-events.ts";
import { ServerConnections } from "./server-connections.ts";
import { ServerBinding } from "./server-binding.ts";
import type { ServerOptions } from "./server-options.ts";
import { sendEnhanceYourCalm } from "./http-connection-counts.ts";
import { setConnectionWindow, sessionOptions } from "../stream/session-options.ts";
import { startSessionKeepalive } from "./session-keepalive.ts";

/** A server of node:http2, or of HTTP/1.1 for what a gateway forwards. */
export type HttpServer = Http2Server | Http2SecureServer | Server | HttpsServer;

/**
 * WebSocket2 beside the ordinary routes of HTTP servers: takes the handshakes and leaves everything else to the servers' own
 * listeners, which do not see handshakes.
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
 *       compression: { methods: { deflate: [9, 15] } },
 *       authorize: ({ headers }) => (headers.authorization === undefined ? { refuse: { status: 401 } } : undefined),
 *       connection: (connection) => {
 *         connection.onmessage = (message) => server.connections.forEach((each) => each.send(message));
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
export class WebSocket2Server {
  readonly #serverConnections: ServerConnections;

  /**
   * @param options - the resources, and what differs from the defaults
   * @throws LocalError where an option is not usable
   */
  constructor(options: ServerOptions) {
    this.#serverConnections = new ServerConnections(options);
  }

  /** The open connections. */
  get connections(): ReadonlySet<Connection> {
    return this.#serverConnections.connections;
  }

  /**
   * Takes the handshakes of a server from now on. A server that speaks HTTP/1.1 loses its `requestTimeout`, since there a connection
   * is a request that takes as long as it lives.
   *
   * @param server - best made with `sessionOptions`, and not listening yet; several can be attached
   * @returns itself
   */
  attach(server: HttpServer): this {
    if ("updateSettings" in server) server.updateSettings(sessionOptions.settings ?? {});
    if ("requestTimeout" in server) server.requestTimeout = 0;
    server.on("session", (session: ServerHttp2Session) => {
      setConnectionWindow(session);
      startSessionKeepalive(session, this.#serverConnections.limits.pingStalled);
    });
    const request = (...[message, response]: unknown[]) => message instanceof IncomingMessage && this.#takeRequest(message, response as ServerResponse);
    interceptEvents(server, {
      request,
      checkContinue: request,
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
    const carrier = { key: session, sendEnhanceYourCalm: () => sendEnhanceYourCalm(session) };
    const policy = this.#serverConnections.beginHandshake(binding, carrier, headers[":path"] ?? "", { headers, socket: session.socket });
    binding.start(raw, flags, policy);
    return true;
  }

  #takeRequest(request: IncomingMessage, response: ServerResponse): boolean {
    const fields = http1Fields(request);
    if (!isHandshake(fields)) return false;
    const { socket, headers, url = "" } = request;
    const binding = new Http1Binding(request, response);
    const carrier = { key: socket, sendEnhanceYourCalm: () => socket.destroy() };
    binding.start(fields, this.#serverConnections.beginHandshake(binding, carrier, url, { headers, socket }));
    return true;
  }

  /**
   * Drains: refuses handshakes with 503, closes every connection with 1001, and is resolved when all have ended. What was taken for
   * sending before is sent, and what has come is delivered, but where nobody reads it. The HTTP servers go on; close them afterwards.
   */
  close(): Promise<void> {
    return this.#serverConnections.drain();
  }
}
