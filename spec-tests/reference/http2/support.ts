/**
 * Servers and raw peers on loopback for the tests of this folder.
 *
 * @module
 */
import { once } from "node:events";
import { createServer, type Http2SecureServer, type Http2Server, type Http2Session } from "node:http2";
import type { AddressInfo, Server } from "node:net";

import type { ExecutionContext } from "ava";

import { Client, type ClientOptions, type ReceivedData, type ServerOptions, sessionOptions, WebSocket2Server } from "../../../reference/http2/index.ts";
import { buildReply, buildRequest, encodeFrame, type FieldLines } from "../../../reference/wire/index.ts";
import { connectPeer, data, type Http2ConnectOptions, headers, type Http2ListenOptions, listenPeers, type Http2Peer } from "../../../scripts/interop/h2/index.ts";

/** A server that listens. */
export interface Listener {
  readonly port: number;
  /** Such as `http://127.0.0.1:1234`. */
  readonly url: string;
}

/** Listens on a port of the system's choice; at the end of the test everything on it is gone. */
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

/** Echoes at `/echo`. */
export const echo: ServerOptions = {
  resources: {
    "/echo": {
      connection: (connection) => {
        connection.onmessage = (message) => connection.send(message);
      },
    },
  },
};

/** A WebSocket2 server over cleartext HTTP/2. */
export async function serve(t: ExecutionContext, options: ServerOptions = echo): Promise<Listener & { readonly ws: WebSocket2Server; readonly server: Http2Server }> {
  const server = createServer(sessionOptions);
  const ws = new WebSocket2Server(options).attach(server);
  return { ...(await listen(t, server)), ws, server };
}

/** A client that is closed at the end of the test. */
export function newClient(t: ExecutionContext, options?: ClientOptions): Client {
  const client = new Client(options);
  // Its peer may be one that does not let it end in order.
  t.teardown(() => void client.close());
  return client;
}

/** A raw client. */
export async function rawClient(t: ExecutionContext, { port }: { port: number }, greeting?: Http2ConnectOptions): Promise<Http2Peer> {
  const peer = await connectPeer({ host: "127.0.0.1", port }, greeting);
  t.teardown(() => peer.destroy());
  return peer;
}

/** A raw server. */
export async function rawServer(t: ExecutionContext, onPeer: (peer: Http2Peer) => void, listening: Http2ListenOptions = {}): Promise<Listener> {
  const server = await listenPeers(listening, onPeer);
  t.teardown(() => server.close());
  return { port: server.port, url: `http://127.0.0.1:${server.port}` };
}

/** The Data of an opening ping. */
export const DATA = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8);

export const ping = encodeFrame({ type: "ping", kind: "ping", data: DATA });
export const pong = encodeFrame({ type: "ping", kind: "pong", data: DATA });
export const clos = encodeFrame({ type: "error", code: "CLOS" });
export const text = (words: string): Uint8Array => encodeFrame({ type: "text", text: words });

/** The header section of a handshake. */
export function request(path = "/echo", fields: FieldLines = []): FieldLines {
  return buildRequest({ scheme: "http", authority: "127.0.0.1", path, fields });
}

/** A raw client opens a connection. */
export async function openRaw(peer: Http2Peer, stream = 1, path = "/echo"): Promise<void> {
  peer.send(...headers(stream, request(path)), data(stream, ping));
  await peer.next("HEADERS", { stream });
  await octets(peer, stream, pong.length);
}

/** At least so many octets of DATA on a stream, as they came. */
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

/** A raw server takes a handshake and answers with 200, and with the pong unless told not to. @returns the stream */
export async function acceptRaw(peer: Http2Peer, withPong = true): Promise<number> {
  const { stream } = await peer.next("HEADERS");
  const opening = await octets(peer, stream, ping.length);
  peer.send(...headers(stream, buildReply()));
  if (withPong) peer.send(data(stream, pongTo(opening)));
  return stream;
}

/** The pong to a ping frame. */
export function pongTo(octetsOfPing: Uint8Array): Uint8Array {
  const answer = Uint8Array.from(octetsOfPing.subarray(0, ping.length));
  answer[2] = 1;
  return answer;
}

/** What was sent by the other side since, by type and stream: `DATA 11`, `DATA 0 END_STREAM`, `RST_STREAM CANCEL`. */
export function sentOn(peer: Http2Peer, stream: number): string[] {
  const seen: string[] = [];
  for (const event of peer.unread) {
    if (!("stream" in event) || event.stream !== stream) continue;
    if (event.type === "DATA") seen.push(`DATA ${event.octets.length}${event.endStream ? " END_STREAM" : ""}`);
    if (event.type === "RST_STREAM") seen.push(`RST_STREAM ${event.code}`);
    if (event.type === "HEADERS") seen.push(`HEADERS${event.endStream ? " END_STREAM" : ""}`);
  }
  return seen;
}

/** Far more than anything here takes: only what never comes takes so long. In ms. */
const TIMEOUT_MS = 20_000;

/** The result, where it comes; so that a defence that is missing fails a test and does not hang it. */
export async function soon<T>(what: string, promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const never = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new RangeError(`it never came that ${what}`)), TIMEOUT_MS);
  });
  try {
    return await Promise.race([promise, never]);
  } finally {
    clearTimeout(timer);
  }
}

/** Turns until it holds. */
export async function until(what: string, holds: () => boolean): Promise<void> {
  const end = performance.now() + TIMEOUT_MS;
  while (!holds()) {
    if (performance.now() > end) throw new RangeError(`it never came that ${what}`);
    await new Promise(setImmediate);
  }
}

/** All messages of a connection until its clean end. */
export async function all(connection: AsyncIterable<ReceivedData>): Promise<ReceivedData[]> {
  const messages: ReceivedData[] = [];
  for await (const message of connection) messages.push(message);
  return messages;
}
