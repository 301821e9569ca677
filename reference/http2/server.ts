/**
 * The server over node:http2.
 *
 * @module
 */
import type { Server } from "node:http";
import type { Http2SecureServer, Http2Server } from "node:http2";
import type { Server as HttpsServer } from "node:https";

import type { Connection } from "./connection.ts";
import type { ServerOptions } from "./server-options.ts";

/** A server of node:http2, or of HTTP/1.1 for what a gateway forwards. */
export type HttpServer = Http2Server | Http2SecureServer | Server | HttpsServer;

/**
 * WebSocket2 beside the ordinary routes of HTTP servers: takes the handshakes and leaves everything else to the servers' own listeners,
 * which do not see handshakes.
 */
export class WebSocket2Server {
  /** The open connections. */
  readonly connections: ReadonlySet<Connection> = new Set();
  readonly #options: ServerOptions;

  /** @param options - the resources, and what differs from the defaults */
  constructor(options: ServerOptions) {
    this.#options = options;
  }

  /**
   * Takes the handshakes of a server from now on.
   *
   * @param server - one of node:http2, listening or not; several can be attached
   * @returns itself
   */
  attach(_server: HttpServer): this {
    void this.#options;
    return this;
  }

  /**
   * Drains: refuses handshakes with 503, closes every connection with 1001, and is resolved when all are closed. Messages that were
   * taken before are sent. The HTTP servers go on; close them afterwards.
   */
  close(): Promise<void> {
    return Promise.resolve();
  }
}
