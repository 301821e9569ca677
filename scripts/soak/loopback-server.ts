/**
 * Servers and clients on loopback.
 *
 * @module
 */
import { once } from "node:events";
import { createServer, type ServerHttp2Session } from "node:http2";
import type { AddressInfo } from "node:net";

import { type ServerOptions, sessionOptions, WebSocket2Server } from "../../reference/http2/index.ts";

/** A server under test. */
export interface LoopbackServer {
  /** Such as `http://127.0.0.1:1234`. */
  readonly url: string;
  readonly port: number;
  readonly ws: WebSocket2Server;
  /** The HTTP/2 connections that there are. */
  readonly sessions: ReadonlySet<ServerHttp2Session>;
  /** Everything ends at once. */
  end(): Promise<void>;
}

/** A server over cleartext HTTP/2 on a port of the system's choice. */
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

/** Sends every message back. */
export const echoOptions: ServerOptions = {
  resources: {
    "/": {
      connection: (connection) => {
        connection.onmessage = (message) => connection.send(message);
      },
    },
  },
};

/** Everything that can run without waiting for time has had a turn. */
export const eventLoopTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** The time limit for a server or client to settle, in milliseconds. */
export const SETTLE_TIMEOUT_MS = 60_000;
