/**
 * Settings of HTTP/2 connections: windows that are large enough for speed, and small enough that two peers that both send do not block
 * each other forever.
 *
 * @module
 */
import type { ServerHttp2Session, ClientHttp2Session, SessionOptions } from "node:http2";

import { limit } from "../../schema/limits.ts";

const KIB = 1024;

/** Window of each stream, in octets. */
export const STREAM_WINDOW = 256 * KIB;

/** Window of an HTTP/2 connection, in octets. */
export const CONNECTION_WINDOW = 1024 * KIB;

/** Concurrent streams: the `connections` limit, so that a gateway opens another HTTP/2 connection when one is full. */
export const MAX_CONCURRENT_STREAMS = limit.value("connections");

/** Empty DATA frames that an HTTP/2 connection may carry in its life: the greatest number that Node.js takes. Its default is 1,000. */
export const MAX_EMPTY_DATA = 2 ** 32 - 1;

/**
 * Recommended options for `http2.createServer`, `createSecureServer` and `connect`. The stream window is 262,144 octets, 1000 streams may
 * be open, and the queues of one HTTP/2 connection may hold 256 MB. Empty DATA frames, which a peer or an intermediary may send, do not
 * end the HTTP/2 connection: Node.js counts them as invalid frames. `WebSocket2Server.attach` and clients apply the settings; only these
 * options raise the memory, over which Node.js refuses streams, and the number of empty DATA frames.
 *
 * @example
 * ```ts
 * import { createServer } from "node:http2";
 * import { sessionOptions, WebSocket2Server } from "websocket2";
 *
 * const http = createServer({ ...sessionOptions }, (request, response) => response.end("ordinary HTTP\n"));
 * const server = new WebSocket2Server({ resources: {} });
 * server.attach(http);
 * console.log(http.listening); // false
 * ```
 */
export const sessionOptions: SessionOptions & { readonly maxSessionInvalidFrames: number } = {
  settings: { initialWindowSize: STREAM_WINDOW, maxConcurrentStreams: MAX_CONCURRENT_STREAMS },
  maxSessionMemory: 256,
  maxSessionInvalidFrames: MAX_EMPTY_DATA,
};

/** Sets the window of a connected HTTP/2 connection. Does nothing if it is already destroyed. */
export function setConnectionWindow(session: ServerHttp2Session | ClientHttp2Session): void {
  if (!session.destroyed) session.setLocalWindowSize(CONNECTION_WINDOW);
}
