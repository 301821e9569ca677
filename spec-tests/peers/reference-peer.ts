/**
 * Echo peers of the reference implementation over node:http2, written as applications.
 */
import { once } from "node:events";
import { createServer } from "node:http2";
import type { AddressInfo } from "node:net";

import {
  Client,
  type ClientOptions,
  type Connection,
  type ConnectionOptions,
  sessionOptions,
  WebSocket2Server,
} from "../../reference/http2/index.ts";
import { widestOffer } from "../../reference/wire/index.ts";

/** The close code of an echo that would be longer than the peer accepts. */
const MESSAGE_TOO_BIG = 1009;

async function echo(connection: Connection): Promise<void> {
  try {
    for await (const message of connection) {
      if (Buffer.byteLength(message) > (connection.peerMessageLimit ?? Infinity)) connection.close(MESSAGE_TOO_BIG);
      connection.send(message);
    }
  } catch {
    // The connection has ended.
  }
}

/** Starts an echo server in cleartext. */
export async function referenceServer(options: ConnectionOptions = {}): Promise<{ port: number; close: () => void }> {
  const server = createServer(sessionOptions);
  const resources = { "/echo": { compression: widestOffer(), connection: (connection: Connection) => void echo(connection) } };
  new WebSocket2Server({ ...options, resources }).attach(server);
  const sessions = new Set<{ destroy(): void }>();
  server.on("session", (session) => sessions.add(session));
  server.on("request", (_, response) => {
    response.statusCode = 404;
    response.end();
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  return {
    port: (server.address() as AddressInfo).port,
    close: () => {
      for (const session of sessions) session.destroy();
      server.close();
    },
  };
}

/** Opens one connection as an echo client; resolves when the connection has ended or its opening has failed. */
export async function referenceClient(url: string, options: ClientOptions = {}): Promise<void> {
  const client = new Client(options);
  try {
    const connection = await client.connect(url, { compression: widestOffer() });
    await echo(connection);
    await connection.closed;
  } catch {
    // Some cases make the opening fail.
  }
}
