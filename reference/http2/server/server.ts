/**
 * Server over node:http2.
 *
 * @module
 */
import type { PreparedMessage } from "../../connection/index.ts";
import type { Connection } from "../api/connection.ts";
import type { SendableData } from "../api/message-data.ts";
import { publish, type PublishOptions } from "../api/prepare-message.ts";
import { startDebugLog } from "../diagnostics/debug-log.ts";
import { attachServer, type HttpServer } from "./attached-servers.ts";
import { ServerConnections } from "./server-connections.ts";
import type { ServerOptions } from "./server-options.ts";

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
 *         connection.onmessage = (message) => server.publish(`${user}: ${message}`);
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
   * Answers the handshakes of an HTTP server from now on. This server can be attached to several HTTP servers, and several servers to one:
   * a handshake goes to the first that has a resource at its path, and the last answers 404.
   *
   * What changes on the HTTP server: SETTINGS_MAX_CONCURRENT_STREAMS becomes the `connections` limit, at least 100, so that a gateway opens
   * another HTTP/2 connection when one is full. `requestTimeout` of an HTTP/1.1 server becomes 0, and a timeout by `setTimeout` of the
   * HTTP server no longer applies to HTTP connections with WebSocket2 connections, which pings check. `close` of an HTTP/2 server also
   * closes its HTTP/2 connections when their last stream has ended, as Node.js 24 does by itself.
   *
   * @param server - server that does not listen yet. For HTTP/2, pass `sessionOptions` to `createServer`: only there can the limits on
   *   memory and on empty DATA frames be raised.
   * @returns this server
   * @throws LocalError if this server is attached to the HTTP server already
   */
  attach(server: HttpServer): this {
    attachServer(server, this.#serverConnections);
    return this;
  }

  /**
   * Sends one message to several connections, which share its octets, as {@link prepareMessage} says.
   *
   * A connection does not accept the message if it is closing or closed, if its send buffer is full (the option `sendBuffer` then decides
   * whether it closes), or if the message is longer than its {@link Connection.peerMessageLimit}; the others receive it.
   *
   * @param message - text, octets, or a prepared message
   * @param options - recipients other than all open connections, and `compress: false`
   * @returns how many connections accepted the message
   * @throws LocalError if the data is neither text nor octets, or a string has a lone surrogate; then no connection has received it
   *
   * @example
   * ```ts
   * import { type Connection, WebSocket2Server } from "websocket2";
   *
   * const room = new Set<Connection>();
   * const server = new WebSocket2Server({
   *   resources: {
   *     "/room": {
   *       connection(connection) {
   *         room.add(connection);
   *         connection.onmessage = (message) => server.publish(message, { to: room, except: connection });
   *         connection.onclose = () => room.delete(connection);
   *       },
   *     },
   *   },
   * });
   * console.log(server.publish("to all connections")); // 0
   * ```
   */
  publish(message: SendableData | PreparedMessage, options: PublishOptions<Data> = {}): number {
    return publish(this.connections, message, options);
  }

  /**
   * Refuses handshakes with 503, closes every connection with 1001, and resolves when all have ended; after the `handshake` plus the
   * `closeAtMost` limit, 40 s by default, it terminates those that remain. Queued messages are still sent. Received messages are still
   * delivered, or discarded if the connection has no reader. The HTTP servers continue; close them afterwards: `await server.close();
   * http.close();`.
   */
  close(): Promise<void> {
    return this.#serverConnections.shutDown();
  }
}
