/**
 * Subjects of the end-to-end benchmarks over cleartext on the loopback interface.
 *
 * @module
 */
import { once } from "node:events";
import { createServer, type Http2Stream } from "node:http2";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";

import { WebSocket, WebSocketServer } from "ws";

import { Client, type Connection, prepareMessage, sessionOptions, WebSocket2Server } from "../../reference/http2/index.ts";
import type { PreparedMessage } from "../../reference/connection/index.ts";
import type { CompressionMethod } from "../../reference/schema/index.ts";
import { widestOffer } from "../../reference/wire/index.ts";
import { HandFramedStream } from "./hand-framed-stream.ts";
import { dialStreams, listening, serveStreams } from "./http2-streams.ts";
import { benchConnection, type BenchConnection, type BenchSubject, HOST } from "./subject.ts";

/** Handshakes under way at once. More would overflow the queue of a listening socket, or be late on a busy machine. */
const HANDSHAKES = 250;

/** Opens connections in batches. @param open - opens one, by its index */
async function inBatches<T>(count: number, open: (at: number) => Promise<T>): Promise<T[]> {
  const opened: T[] = [];
  while (opened.length < count) {
    const length = Math.min(HANDSHAKES, count - opened.length);
    opened.push(...(await Promise.all(Array.from({ length }, (_, index) => open(opened.length + index)))));
  }
  return opened;
}

/** Options of a subject of WebSocket2. */
interface WebSocket2SubjectOptions {
  readonly method?: CompressionMethod;
  /** Whether the server sends a prepared message, once for all calls of `send` with the same octets. */
  readonly prepared?: boolean;
}

/** Returns the function that prepares octets: once, as long as they are the same. */
function preparedOnce(): (octets: Uint8Array) => PreparedMessage {
  let last: Uint8Array | undefined;
  let message = prepareMessage("");
  return (octets) => {
    if (octets !== last) message = prepareMessage(octets);
    last = octets;
    return message;
  };
}

function webSocket2Subject({ method, prepared = false }: WebSocket2SubjectOptions = {}): BenchSubject {
  const methods = method === undefined ? undefined : widestOffer([method]);
  return {
    serve: (onOpen) => {
      const server = createServer(sessionOptions);
      const prepare = preparedOnce();
      const resource = {
        ...(methods !== undefined && { compression: methods }),
        connection: (each: Connection) => {
          echo(each);
          onOpen?.(prepared ? { send: (octets) => void each.send(prepare(octets)) } : each);
        },
      };
      new WebSocket2Server({ resources: { "/": resource } }).attach(server);
      return listening(server);
    },
    dial: async (port, count, sessions) => {
      const clients = Array.from({ length: sessions }, () => new Client({ sharedBy: Infinity }));
      const options = methods === undefined ? {} : { compression: methods };
      const opened = await inBatches(count, (at) => (clients[at % sessions] as Client).connect(`http://${HOST}:${port}/`, options));
      const connections = opened.map((each) =>
        benchConnection(
          (octets) => void each.send(octets),
          (take) => (each.onmessage = (message) => take(message.length)),
        ),
      );
      return { connections, end: () => opened.forEach((each) => each.close()) };
    },
  };
}

/** Sends back each message of a connection of WebSocket2. */
function echo(connection: Connection): void {
  connection.onmessage = (message) => connection.send(message);
}

const wsConnection = (socket: WebSocket): BenchConnection =>
  benchConnection(
    (octets) => socket.send(octets),
    (take) => socket.on("message", (data: Buffer) => take(data.length)),
  );

function wsSubject(perMessageDeflate: false | { readonly threshold: number }): BenchSubject {
  return {
    serve: async (onOpen) => {
      const server = new WebSocketServer({ port: 0, host: HOST, perMessageDeflate });
      server.on("connection", (socket) => {
        socket.on("message", (data) => socket.send(data));
        onOpen?.(socket);
      });
      await once(server, "listening");
      return (server.address() as AddressInfo).port;
    },
    dial: async (port, count) => {
      const sockets = await inBatches(count, async () => {
        const socket = new WebSocket(`ws://${HOST}:${port}/`, { perMessageDeflate });
        await once(socket, "open");
        return socket;
      });
      return { connections: sockets.map(wsConnection), end: () => sockets.forEach((socket) => socket.terminate()) };
    },
  };
}

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

const rfc8441: BenchSubject = {
  serve: (onOpen) =>
    serveStreams((stream) => {
      const socket = onStream(stream, true);
      socket.on("message", (data) => socket.send(data));
      onOpen?.(socket);
    }),
  dial: async (port, count, sessions) => {
    const fields = { ":method": "CONNECT", ":protocol": "websocket", ":scheme": "http", ":path": "/", ":authority": HOST };
    const { streams, end } = await dialStreams(port, count, sessions, fields);
    return { connections: streams.map((stream) => wsConnection(onStream(stream, false))), end };
  },
};

const POST = { ":method": "POST", ":path": "/" };

const hand: BenchSubject = {
  serve: (onOpen) =>
    serveStreams((stream) => {
      const connection = new HandFramedStream(stream);
      connection.onMessage = (octets) => connection.send(octets);
      onOpen?.(connection);
    }),
  dial: async (port, count, sessions) => {
    const { streams, end } = await dialStreams(port, count, sessions, POST);
    const connections = streams.map((stream) => {
      const framed = new HandFramedStream(stream);
      return benchConnection(
        (octets) => framed.send(octets),
        (take) => (framed.onMessage = ({ length }) => take(length)),
      );
    });
    return { connections, end };
  },
};

const plain: BenchSubject = {
  serve: (onOpen) =>
    serveStreams((stream) => {
      stream.on("data", (chunk: Buffer) => stream.write(chunk));
      onOpen?.({ send: (octets) => void stream.write(octets) });
    }),
  dial: async (port, count, sessions) => {
    const { streams, end } = await dialStreams(port, count, sessions, POST);
    const connections = streams.map((stream) =>
      benchConnection(
        (octets) => void stream.write(octets),
        (take) => stream.on("data", (chunk: Buffer) => take(chunk.length)),
      ),
    );
    return { connections, end };
  },
};

/** All subjects over cleartext. */
export const SUBJECTS = {
  websocket2: webSocket2Subject(),
  "websocket2-prepared": webSocket2Subject({ prepared: true }),
  "websocket2-lz4": webSocket2Subject({ method: "lz4" }),
  "websocket2-prepared-lz4": webSocket2Subject({ method: "lz4", prepared: true }),
  "websocket2-deflate": webSocket2Subject({ method: "deflate" }),
  hand,
  ws: wsSubject(false),
  "ws-deflate": wsSubject({ threshold: 0 }),
  rfc8441,
  plain,
};
