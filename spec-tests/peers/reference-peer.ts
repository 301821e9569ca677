/**
 * Echo peers of the reference implementation over node:http2, as an application writes them.
 */
import { once } from "node:events";
import { createServer } from "node:http2";
import type { AddressInfo } from "node:net";

import { Client, type ClientOptions, type ConnectionOptions, sessionOptions, WebSocket2Server } from "../../reference/http2/index.ts";
import type { Connection } from "../../reference/http2/index.ts";

async function echo(connection: Connection): Promise<void> {
  try {
    for await (const message of connection) connection.send(message);
  } catch {
    // The connection has ended: there is nobody to send to.
  }
}

const compression = { methods: { lz4: [1, 9], deflate: [9, 15] } } as const;

/** Listens as an echo server in cleartext. */
export async function referenceServer(options: ConnectionOptions = {}): Promise<{ port: number; close: () => void }> {
  const server = createServer(sessionOptions);
  new WebSocket2Server({ ...options, resources: { "/echo": { compression: compression as never, connection: (connection) => void echo(connection) } } }).attach(server);
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

/** Connects once as an echo client; resolves when its connection is over or its opening failed. */
export async function referenceClient(url: string, options: ClientOptions = {}): Promise<void> {
  const client = new Client(options);
  try {
    const connection = await client.connect(url, { compression: { lz4: [1, 9], deflate: [9, 15] } });
    await echo(connection);
    await connection.closed;
  } catch {
    // The opening failed, as it may have to.
  }
}
