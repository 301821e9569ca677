/**
 * How HTTP/2 connections are set up: windows large enough for speed, and small enough that two peers that both send cannot block
 * each other for good.
 *
 * @module
 */
import type { ServerHttp2Session, ClientHttp2Session, SessionOptions } from "node:http2";

const KIB = 1024;

/** The window of each stream in octets. */
export const STREAM_WINDOW = 256 * KIB;

/** The window of an HTTP/2 connection in octets. */
export const CONNECTION_WINDOW = 1024 * KIB;

/** Streams that a peer may open at once: some more than connections, so that over their limit a refusal can be told. */
export const MAX_CONCURRENT_STREAMS = 1100;

/**
 * Options for `http2.createServer`, `createSecureServer` and `connect`; what they say is advice but for the memory: node refuses
 * streams, and connections among them, once the queues of one HTTP/2 connection hold more.
 */
export const sessionOptions: SessionOptions = {
  settings: { initialWindowSize: STREAM_WINDOW, maxConcurrentStreams: MAX_CONCURRENT_STREAMS },
  maxSessionMemory: 256,
};

/** Sets the window of an HTTP/2 connection that is established, unless it has ended before anybody learned of it. */
export function setConnectionWindow(session: ServerHttp2Session | ClientHttp2Session): void {
  if (!session.destroyed) session.setLocalWindowSize(CONNECTION_WINDOW);
}
