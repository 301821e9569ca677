/**
 * Servers on the loopback interface.
 *
 * @module
 */
import { once } from "node:events";
import { createServer, type ServerHttp2Session } from "node:http2";
import type { AddressInfo } from "node:net";

import { type Resource, type ServerOptions, sessionOptions, WebSocket2Server } from "../../reference/http2/index.ts";

/** A server under test. */
export interface LoopbackServer {
  /** `http://127.0.0.1:` and the port. */
  readonly url: string;
  readonly port: number;
  readonly ws: WebSocket2Server;
  /** The open HTTP/2 connections. */
  readonly sessions: ReadonlySet<ServerHttp2Session>;
  /** Destroys all HTTP/2 connections and closes the port. */
  end(): Promise<void>;
}

/** Starts a server over cleartext HTTP/2 on a free port. */
export async function startLoopbackServer(options: ServerOptions): Promise<LoopbackServer> {
  const sessions = new Set<ServerHttp2Session>();
  const server = createServer(sessionOptions);
  server.on("session", (session) => {
    sessions.add(session);
    session.once("close", () => sessions.delete(session));
  });
  const ws = new WebSocket2Server(options).attach(server);
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address() as AddressInfo;
  const end = (): Promise<void> => {
    for (const session of sessions) session.destroy();
    return new Promise((resolve) => server.close(() => resolve()));
  };
  return { url: `http://127.0.0.1:${port}`, port, ws, sessions, end };
}

/** Sends back every message. */
export const echoResource: Resource = {
  connection: (connection) => {
    connection.onmessage = (message) => connection.send(message);
  },
};

/** A server whose only resource, `/`, sends back every message. */
export const echoOptions: ServerOptions = { resources: { "/": echoResource } };

/** Waits for one turn of the event loop. */
export const eventLoopTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** The time limit for a server or client to settle, in milliseconds. */
export const SETTLE_TIMEOUT_MS = 60_000;
