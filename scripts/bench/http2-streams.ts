/**
 * Streams of `node:http2` for the subjects that use it without WebSocket2, with the windows that WebSocket2 recommends.
 *
 * @module
 */
import { once } from "node:events";
import { type ClientHttp2Session, connect, createServer, type Http2Server, type Http2Stream } from "node:http2";
import type { AddressInfo } from "node:net";

import { sessionOptions } from "../../reference/http2/index.ts";
import { setConnectionWindow } from "../../reference/http2/stream/session-options.ts";
import { HOST } from "./subject.ts";

/** Starts to listen. @returns the port */
export async function listening(server: Http2Server): Promise<number> {
  await once(server.listen(0, HOST), "listening");
  return (server.address() as AddressInfo).port;
}

/** Starts a server that answers each request with 200 and hands over its stream. @returns the port */
export function serveStreams(take: (stream: Http2Stream) => void): Promise<number> {
  const server = createServer({ ...sessionOptions, settings: { ...sessionOptions.settings, enableConnectProtocol: true } });
  server.on("session", setConnectionWindow);
  server.on("stream", (stream) => {
    // A client that ends its streams may reset them.
    stream.on("error", () => undefined);
    stream.respond({ ":status": 200 });
    take(stream);
  });
  return listening(server);
}

/** Open streams of a client. */
export interface DialledStreams {
  readonly streams: readonly Http2Stream[];
  /** Destroys the HTTP/2 connections. */
  end(): void;
}

/** Opens streams with a request each. @param sessions - the number of HTTP/2 connections that they share */
export async function dialStreams(
  port: number,
  count: number,
  sessions: number,
  fields: Readonly<Record<string, string>>,
): Promise<DialledStreams> {
  const opened = Array.from({ length: sessions }, () => connect(`http://${HOST}:${port}`, sessionOptions));
  await Promise.all(opened.map((session) => once(session, "remoteSettings")));
  for (const session of opened) setConnectionWindow(session);
  const streams = Array.from({ length: count }, (_, at) =>
    (opened[at % sessions] as ClientHttp2Session).request(fields, { endStream: false }),
  );
  await Promise.all(streams.map((stream) => once(stream, "response")));
  return { streams, end: () => opened.forEach((session) => session.destroy()) };
}
