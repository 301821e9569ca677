/**
 * Subjects of the end-to-end benchmarks: an echo server and a client of each, over cleartext on the loopback interface.
 *
 * @module
 */
import { once } from "node:events";
import { type ClientHttp2Session, connect as connectHttp2, createServer, type Http2Server, type Http2Stream } from "node:http2";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";

import { WebSocket, WebSocketServer } from "ws";

import { Client, sessionOptions, WebSocket2Server } from "../../reference/http2/index.ts";
import { CONNECTION_WINDOW } from "../../reference/http2/stream/session-options.ts";

/** A connection of a client. */
export interface BenchConnection {
  send(octets: Uint8Array): void;
  /** Called with the size of each message, or of each chunk of the plain stream, in octets. */
  onMessage: (octets: number) => void;
}

/** A client with its connections. */
export interface DialledClient {
  readonly lines: readonly BenchConnection[];
  end(): void;
}

/** An echo server and its client. */
export interface BenchSubject {
  /** Starts the server. @returns its port */
  serve(): Promise<number>;
  /** Opens connections. @param count - of connections; @param sessions - of HTTP/2 connections that they share */
  dial(port: number, count: number, sessions: number): Promise<DialledClient>;
}

const HOST = "127.0.0.1";

async function listening(server: Http2Server): Promise<number> {
  await once(server.listen(0, HOST), "listening");
  return (server.address() as AddressInfo).port;
}

function benchConnection(send: (octets: Uint8Array) => void, listen: (take: (octets: number) => void) => void): BenchConnection {
  const made: BenchConnection = { send, onMessage: () => undefined };
  listen((octets) => made.onMessage(octets));
  return made;
}

const websocket2: BenchSubject = {
  serve: () => {
    const server = createServer(sessionOptions);
    new WebSocket2Server({ resources: { "/": { connection: (each) => (each.onmessage = (message) => each.send(message)) } } }).attach(
      server,
    );
    return listening(server);
  },
  dial: async (port, count, sessions) => {
    const clients = Array.from({ length: sessions }, () => new Client({ sharedBy: Infinity }));
    const connections = await Promise.all(
      Array.from({ length: count }, (_, at) => (clients[at % sessions] as Client).connect(`http://${HOST}:${port}/`)),
    );
    const lines = connections.map((each) =>
      benchConnection(
        (octets) => void each.send(octets),
        (take) => (each.onmessage = (message) => take(message.length)),
      ),
    );
    return { lines, end: () => connections.forEach((each) => each.close()) };
  },
};

const wsConnection = (socket: WebSocket): BenchConnection =>
  benchConnection(
    (octets) => socket.send(octets),
    (take) => socket.on("message", (data: Buffer) => take(data.length)),
  );

const ws: BenchSubject = {
  serve: async () => {
    const server = new WebSocketServer({ port: 0, host: HOST, perMessageDeflate: false });
    server.on("connection", (socket) => socket.on("message", (data) => socket.send(data)));
    await once(server, "listening");
    return (server.address() as AddressInfo).port;
  },
  dial: async (port, count) => {
    const sockets = Array.from({ length: count }, () => new WebSocket(`ws://${HOST}:${port}/`, { perMessageDeflate: false }));
    await Promise.all(sockets.map((socket) => once(socket, "open")));
    return { lines: sockets.map(wsConnection), end: () => sockets.forEach((socket) => socket.terminate()) };
  },
};

interface WsInternals {
  _isServer: boolean;
  setSocket(socket: Duplex, head: Buffer, options: { readonly maxPayload: number; readonly allowSynchronousEvents: boolean }): void;
}

/** Returns a WebSocket of `ws` on an open stream, built as the server of `ws` builds one. */
function onStream(stream: Http2Stream, isServer: boolean): WebSocket {
  const socket = new WebSocket(null as unknown as string, undefined, {});
  const inner = socket as unknown as WsInternals;
  inner._isServer = isServer;
  inner.setSocket(stream, Buffer.alloc(0), { maxPayload: 1 << 26, allowSynchronousEvents: true });
  return socket;
}

/** Starts a server with the recommended options, so that all subjects over HTTP/2 have the same windows. */
function http2Server(take: (stream: Http2Stream) => void): Promise<number> {
  const server = createServer({ ...sessionOptions, settings: { ...sessionOptions.settings, enableConnectProtocol: true } });
  server.on("session", (session) => session.setLocalWindowSize(CONNECTION_WINDOW));
  server.on("stream", (stream) => {
    stream.respond({ ":status": 200 });
    take(stream);
  });
  return listening(server);
}

async function http2Streams(
  port: number,
  count: number,
  sessions: number,
  fields: Record<string, string>,
): Promise<{ readonly streams: Http2Stream[]; end(): void }> {
  const opened = Array.from({ length: sessions }, () => connectHttp2(`http://${HOST}:${port}`, sessionOptions));
  await Promise.all(opened.map((session) => once(session, "remoteSettings")));
  for (const session of opened) session.setLocalWindowSize(CONNECTION_WINDOW);
  const streams = Array.from({ length: count }, (_, at) =>
    (opened[at % sessions] as ClientHttp2Session).request(fields, { endStream: false }),
  );
  await Promise.all(streams.map((stream) => once(stream, "response")));
  return { streams, end: () => opened.forEach((session) => session.destroy()) };
}

const rfc8441: BenchSubject = {
  serve: () =>
    http2Server((stream) => {
      const socket = onStream(stream, true);
      socket.on("message", (data) => socket.send(data));
    }),
  dial: async (port, count, sessions) => {
    const fields = { ":method": "CONNECT", ":protocol": "websocket", ":scheme": "http", ":path": "/", ":authority": HOST };
    const { streams, end } = await http2Streams(port, count, sessions, fields);
    return { lines: streams.map((stream) => wsConnection(onStream(stream, false))), end };
  },
};

const plain: BenchSubject = {
  serve: () => http2Server((stream) => void stream.on("data", (chunk: Buffer) => stream.write(chunk))),
  dial: async (port, count, sessions) => {
    const { streams, end } = await http2Streams(port, count, sessions, { ":method": "POST", ":path": "/" });
    return {
      lines: streams.map((stream) =>
        benchConnection(
          (octets) => void stream.write(octets),
          (take) => stream.on("data", (chunk: Buffer) => take(chunk.length)),
        ),
      ),
      end,
    };
  },
};

/** All subjects over cleartext. */
export const SUBJECTS = { websocket2, ws, rfc8441, plain };

/** The name of a subject over cleartext. */
export type SubjectName = keyof typeof SUBJECTS;
