/**
 * Subjects over TLS. Each connection of `ws` has a TLS connection of its own; those of WebSocket2 share TLS connections. They serve the
 * measurement of memory, so they exchange no messages.
 *
 * @module
 */
import { once } from "node:events";
import { createSecureServer } from "node:http2";
import { createServer } from "node:https";
import type { AddressInfo, Server } from "node:net";

import { WebSocket, WebSocketServer } from "ws";

import { Client, sessionOptions, WebSocket2Server } from "../../reference/http2/index.ts";
import { makeCertificate } from "../common/certificate.ts";
import { type BenchSubject, HOST } from "./subject.ts";

async function listening(server: Server): Promise<number> {
  await once(server.listen(0, HOST), "listening");
  return (server.address() as AddressInfo).port;
}

const websocket2: BenchSubject = {
  serve: async () => {
    const server = createSecureServer({ ...sessionOptions, ...(await makeCertificate([HOST])) });
    new WebSocket2Server({ resources: { "/": { connection: () => undefined } } }).attach(server);
    return listening(server);
  },
  dial: async (port, count, sessions) => {
    const client = new Client({ sharedBy: Math.ceil(count / sessions), tls: { rejectUnauthorized: false } });
    const connections = await Promise.all(Array.from({ length: count }, () => client.connect(`https://${HOST}:${port}/`)));
    return { connections: [], end: () => connections.forEach((each) => each.close()) };
  },
};

const ws: BenchSubject = {
  serve: async () => {
    const server = createServer(await makeCertificate([HOST]));
    new WebSocketServer({ server, perMessageDeflate: false });
    return listening(server);
  },
  dial: async (port, count) => {
    const sockets: WebSocket[] = [];
    // One after the other: a thousand TLS handshakes at once time out.
    for (let at = 0; at < count; at++) {
      const socket = new WebSocket(`wss://${HOST}:${port}/`, { perMessageDeflate: false, rejectUnauthorized: false });
      await once(socket, "open");
      sockets.push(socket);
    }
    return { connections: [], end: () => sockets.forEach((socket) => socket.terminate()) };
  },
};

/** All subjects over TLS. */
export const TLS_SUBJECTS = { "websocket2-tls": websocket2, "ws-tls": ws };
