/**
 * HTTP proxies on loopback for the tests of this folder.
 *
 * @module
 */
import { createServer, type IncomingMessage } from "node:http";
import { createServer as createSecureServer } from "node:https";
import { connect, type AddressInfo, type Socket } from "node:net";
import { once } from "node:events";
import type { Duplex } from "node:stream";

import type { ExecutionContext } from "ava";

import type { Certificate } from "../../../../scripts/common/certificate.ts";

/** Proxy that listens. */
export interface TestProxy {
  readonly port: number;
  /** Host and port, such as `127.0.0.1:1234`. */
  readonly host: string;
  /** The CONNECT requests. */
  readonly requests: IncomingMessage[];
  /** The sockets of clients. */
  readonly sockets: Duplex[];
}

/** Answers a CONNECT request. */
export type ConnectAnswer = (request: IncomingMessage, socket: Duplex) => void;

/** Opens the tunnel. The answer and the first octets of the server go out in one write. */
export const openTunnel: ConnectAnswer = ({ url = "" }, socket) => {
  const [, host = "", port] = /^\[?(.*?)\]?:(\d+)$/.exec(url) ?? [];
  const upstream = connect(Number(port), host);
  upstream.on("error", () => socket.destroy());
  socket.on("error", () => upstream.destroy());
  socket.on("close", () => upstream.destroy());
  const answer = "HTTP/1.1 200 Connection established\r\n\r\n";
  const begin = (octets: string | Uint8Array) => {
    socket.write(octets);
    upstream.pipe(socket).pipe(upstream);
  };
  // A server with TLS waits for the client.
  if (url.startsWith("localhost")) upstream.once("connect", () => begin(answer));
  else upstream.once("data", (first: Buffer) => begin(Buffer.concat([Buffer.from(answer), first])));
};

/** Returns an answer that writes octets and ends. */
export const answering = (text: string): ConnectAnswer => (_, socket) => void socket.end(text);

/** Starts a proxy. @param certificate - for TLS to the proxy */
export async function startProxy(t: ExecutionContext, answer: ConnectAnswer = openTunnel, certificate?: Certificate): Promise<TestProxy> {
  const server = certificate === undefined ? createServer() : createSecureServer(certificate);
  const [requests, sockets]: [IncomingMessage[], Duplex[]] = [[], []];
  server.on("connect", (request: IncomingMessage, socket: Duplex) => {
    requests.push(request);
    sockets.push(socket);
    socket.on("error", () => undefined);
    answer(request, socket);
  });
  const open = new Set<Socket>();
  server.on("connection", (socket: Socket) => open.add(socket));
  await once(server.listen(0, "127.0.0.1"), "listening");
  t.teardown(() => {
    for (const socket of open) socket.destroy();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { port, host: `127.0.0.1:${port}`, requests, sockets };
}
