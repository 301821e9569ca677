/**
 * Servers and raw peers on loopback for the tests of this folder.
 *
 * @module
 */
import { once } from "node:events";
import { createServer, type Http2SecureServer, type Http2Server, type Http2Session } from "node:http2";
import type { AddressInfo, Server } from "node:net";

import type { ExecutionContext } from "ava";

import {
  Client,
  type ClientOptions,
  type ReceivedData,
  type ServerOptions,
  sessionOptions,
  WebSocket2Server,
} from "../../../reference/http2/index.ts";
import { buildReply, buildRequest, encodeFrame, type FieldLines } from "../../../reference/wire/index.ts";
import {
  connectPeer,
  data,
  type Http2ConnectOptions,
  headers,
  type Http2ListenOptions,
  listenPeers,
  type Http2Peer,
} from "../../../scripts/interop/h2/index.ts";

/** Server that listens. */
export interface Listener {
  readonly port: number;
  /** Origin, such as `http://127.0.0.1:1234`. */
  readonly url: string;
}

/** Listens on a free port. At the end of the test, destroys all sessions and closes the server. */
export async function listen(t: ExecutionContext, server: Server | Http2Server | Http2SecureServer, scheme = "http"): Promise<Listener> {
  const sessions = new Set<Http2Session>();
  server.on("session", (session: Http2Session) => {
    sessions.add(session);
    session.once("close", () => sessions.delete(session));
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  t.teardown(() => {
    for (const session of sessions) session.destroy();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { port, url: `${scheme}://127.0.0.1:${port}` };
}

/** Options of a server that echoes at `/echo`. */
export const echo: ServerOptions = {
  resources: {
    "/echo": {
      connection: (connection) => {
        connection.onmessage = (message) => connection.send(message);
      },
    },
  },
};

/** Starts a WebSocket2 server over cleartext HTTP/2. */
export async function serve(
  t: ExecutionContext,
  options: ServerOptions = echo,
): Promise<Listener & { readonly ws: WebSocket2Server; readonly server: Http2Server }> {
  const server = createServer(sessionOptions);
  const ws = new WebSocket2Server(options).attach(server);
  return { ...(await listen(t, server)), ws, server };
}

/** Returns a client that is closed at the end of the test. */
export function newClient(t: ExecutionContext, options?: ClientOptions): Client {
  const client = new Client(options);
  // Not awaited: the peer may never close.
  t.teardown(() => void client.close());
  return client;
}

/** Connects a raw client. */
export async function rawClient(t: ExecutionContext, { port }: { port: number }, options?: Http2ConnectOptions): Promise<Http2Peer> {
  const peer = await connectPeer({ host: "127.0.0.1", port }, options);
  t.teardown(() => peer.destroy());
  return peer;
}

/** Starts a raw server. */
export async function rawServer(
  t: ExecutionContext,
  onPeer: (peer: Http2Peer) => void,
  options: Http2ListenOptions = {},
): Promise<Listener> {
  const server = await listenPeers(options, onPeer);
  t.teardown(() => server.close());
  return { port: server.port, url: `http://127.0.0.1:${server.port}` };
}

/** Data of an opening ping. */
export const DATA = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8);

export const ping = encodeFrame({ type: "ping", kind: "ping", data: DATA });
export const pong = encodeFrame({ type: "ping", kind: "pong", data: DATA });
export const clos = encodeFrame({ type: "error", code: "CLOS" });
export const text = (message: string): Uint8Array => encodeFrame({ type: "text", text: message });

/** Returns the header section of a handshake. */
export function request(path = "/echo", fields: FieldLines = []): FieldLines {
  return buildRequest({ scheme: "http", authority: "127.0.0.1", path, fields });
}

/** Opens a connection of a raw client. */
export async function openRaw(peer: Http2Peer, stream = 1, path = "/echo"): Promise<void> {
  peer.send(...headers(stream, request(path)), data(stream, ping));
  await peer.next("HEADERS", { stream });
  await octets(peer, stream, pong.length);
}

/** Returns at least `least` octets of DATA on a stream. */
export async function octets(peer: Http2Peer, stream: number, least: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for (let sum = 0; sum < least; ) {
    const part = await peer.next("DATA", { stream });
    parts.push(part.octets);
    sum += part.octets.length;
    if (part.endStream && sum < least) throw new RangeError(`the stream ended with ${sum} of ${least} octets`);
  }
  return Buffer.concat(parts);
}

/** Accepts a handshake at a raw server with 200 and, by default, the opening pong. Returns the stream. */
export async function acceptRaw(peer: Http2Peer, withPong = true): Promise<number> {
  const { stream } = await peer.next("HEADERS");
  const opening = await octets(peer, stream, ping.length);
  peer.send(...headers(stream, buildReply()));
  if (withPong) peer.send(data(stream, pongTo(opening)));
  return stream;
}

/** Returns the pong to a ping frame. */
export function pongTo(octetsOfPing: Uint8Array): Uint8Array {
  const pongFrame = Uint8Array.from(octetsOfPing.subarray(0, ping.length));
  pongFrame[2] = 1;
  return pongFrame;
}

/** Returns the unread frames of the peer on a stream: `DATA 11`, `DATA 0 END_STREAM`, `RST_STREAM CANCEL`. */
export function sentOn(peer: Http2Peer, stream: number): string[] {
  const sent: string[] = [];
  for (const event of peer.unread) {
    if (!("stream" in event) || event.stream !== stream) continue;
    if (event.type === "DATA") sent.push(`DATA ${event.octets.length}${event.endStream ? " END_STREAM" : ""}`);
    if (event.type === "RST_STREAM") sent.push(`RST_STREAM ${event.code}`);
    if (event.type === "HEADERS") sent.push(`HEADERS${event.endStream ? " END_STREAM" : ""}`);
  }
  return sent;
}

/** Timeout of {@link soon} and {@link until}, in ms: far longer than any step takes. */
const TIMEOUT_MS = 20_000;

/** Returns the result of a promise, or throws after a timeout, so that a missing defence fails the test and does not block it. */
export async function soon<T>(condition: string, promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const never = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new RangeError(`timed out: ${condition}`)), TIMEOUT_MS);
  });
  try {
    return await Promise.race([promise, never]);
  } finally {
    clearTimeout(timer);
  }
}

/** Waits until a condition holds, or throws after a timeout. */
export async function until(condition: string, holds: () => boolean): Promise<void> {
  const end = performance.now() + TIMEOUT_MS;
  while (!holds()) {
    if (performance.now() > end) throw new RangeError(`timed out: ${condition}`);
    await new Promise(setImmediate);
  }
}

/** Returns all messages of a connection until its clean end. */
export async function all(connection: AsyncIterable<ReceivedData>): Promise<ReceivedData[]> {
  const messages: ReceivedData[] = [];
  for await (const message of connection) messages.push(message);
  return messages;
}
