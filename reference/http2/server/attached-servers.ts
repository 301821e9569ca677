/**
 * The WebSocket2 servers of one HTTP server: which of them answers a handshake, and how the HTTP server serves their connections.
 *
 * @module
 */
import { IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Http2SecureServer, Http2Server, IncomingHttpHeaders, ServerHttp2Session, ServerHttp2Stream } from "node:http2";
import type { Server as HttpsServer } from "node:https";

import { LocalError } from "../../layout/errors.ts";
import { type FieldLines, isHandshake } from "../../wire/index.ts";
import { sessionSocketInfo, socketInfo } from "../api/socket-info.ts";
import { fieldsOf } from "../stream/header-section.ts";
import { sessionOptions, setConnectionWindow } from "../stream/session-options.ts";
import { hasFaultyFraming, Http1Binding, http1Fields } from "./http1-binding.ts";
import { nodeHandshakeTurns } from "./handshake-turns.ts";
import { drainSession } from "./http-connection-counts.ts";
import { interceptEvents, listenForExpectations } from "./intercept-events.ts";
import type { ResourceLookup } from "./resource-lookup.ts";
import { ServerBinding } from "./server-binding.ts";
import type { ServerConnections } from "./server-connections.ts";
import { closeSessionsWithServer } from "./close-sessions.ts";
import { startSessionKeepalive } from "./session-keepalive.ts";

/** Server of node:http2, or of node:http and node:https for requests that a gateway forwards in HTTP/1.1. */
export type HttpServer = Http2Server | Http2SecureServer | Server | HttpsServer;

/** Status of the response to a request whose end a gateway may see elsewhere. */
const BAD_REQUEST = 400;

/** The least number of concurrent streams, which ordinary requests use as well (RFC 9113, Section 6.5.2). */
const MIN_CONCURRENT_STREAMS = 100;

/** The WebSocket2 server that answers a handshake, with the resource. */
interface Answering {
  readonly connections: ServerConnections;
  readonly lookup: ResourceLookup;
}

/** Of the module, since a closure would retain the fields of the request for the life of the stream. */
const ignore = (): void => undefined;

const ofServers = new WeakMap<HttpServer, AttachedServers>();

/** The WebSocket2 servers of one HTTP server, in the order in which they were attached. */
class AttachedServers {
  readonly #attached: ServerConnections[] = [];

  /** Intercepts the handshakes of a server. */
  constructor(server: HttpServer) {
    if ("requestTimeout" in server) server.requestTimeout = 0;
    server.on("session", (session: ServerHttp2Session) => {
      setConnectionWindow(session);
      startSessionKeepalive(session, Math.min(...this.#attached.map(({ limits }) => limits.pingStalled)));
    });
    if ("updateSettings" in server) closeSessionsWithServer(server);
    const request = (...[message, response]: unknown[]) =>
      message instanceof IncomingMessage && this.#takeRequest(message, response as ServerResponse, true);
    const awaitingContinue = (...[message, response]: unknown[]) =>
      message instanceof IncomingMessage && this.#takeRequest(message, response as ServerResponse, false);
    listenForExpectations(server);
    interceptEvents(server, {
      request,
      checkContinue: awaitingContinue,
      checkExpectation: request,
      stream: (...[stream, headers, flags, raw]) =>
        this.#takeStream(stream as ServerHttp2Stream, headers as IncomingHttpHeaders, flags as number, raw as string[]),
    });
  }

  /** @throws LocalError if it is attached already */
  add(server: HttpServer, connections: ServerConnections): void {
    if (this.#attached.includes(connections)) throw new LocalError("attach", "expected an HTTP server that it is not attached to");
    this.#attached.push(connections);
    if (!("updateSettings" in server)) return;
    const maxConcurrentStreams = Math.max(MIN_CONCURRENT_STREAMS, ...this.#attached.map(({ limits }) => limits.connections));
    server.updateSettings({ ...sessionOptions.settings, maxConcurrentStreams });
  }

  /** Returns the first server that has a resource at the path, or whose lookup failed; without one, the last, which answers 404. */
  #find(path: string): Answering {
    let answering: Answering | undefined;
    for (const connections of this.#attached) {
      const lookup = connections.lookup(path);
      answering = { connections, lookup };
      if (lookup.resource !== undefined || lookup.error !== undefined) break;
    }
    return answering as Answering;
  }

  #takeStream(stream: ServerHttp2Stream, headers: IncomingHttpHeaders, flags: number, raw: readonly string[]): boolean {
    const fields = fieldsOf(raw);
    if (!isHandshake(fields)) return false;
    const session = stream.session as ServerHttp2Session | undefined;
    if (session === undefined) return true;
    const begin = (): void => this.#beginOnStream(stream, session, headers, flags, fields);
    // Until then nothing else listens for an error of the stream.
    if (!nodeHandshakeTurns.begin(begin)) stream.on("error", ignore);
    return true;
  }

  #beginOnStream(
    stream: ServerHttp2Stream,
    session: ServerHttp2Session,
    headers: IncomingHttpHeaders,
    flags: number,
    fields: FieldLines,
  ): void {
    if (session.destroyed) return;
    const httpConnection = {
      key: session,
      drain: () => drainSession(session),
      socketInfo: () => sessionSocketInfo(session),
      stopTimeout: () => void session.setTimeout(0),
    };
    const path = headers[":path"] ?? "";
    const { connections, lookup } = this.#find(path);
    if (stream.destroyed) {
      connections.openingAborted(httpConnection);
      return;
    }
    const binding = new ServerBinding(stream);
    binding.start(fields, flags, connections.beginHandshake(binding, httpConnection, lookup, path, { headers, fields }));
    // The binding listens now. A second listener would cost memory as long as the connection lives.
    stream.off("error", ignore);
  }

  #takeRequest(request: IncomingMessage, response: ServerResponse, continueSent: boolean): boolean {
    const fields = http1Fields(request);
    if (!isHandshake(fields)) return false;
    if (hasFaultyFraming(request)) {
      response.writeHead(BAD_REQUEST, { connection: "close" }).end();
      return true;
    }
    const begin = (): void => this.#beginOnRequest(request, response, fields, continueSent);
    // Until then nothing else listens for an error of the request.
    if (!nodeHandshakeTurns.begin(begin)) request.on("error", ignore);
    return true;
  }

  #beginOnRequest(request: IncomingMessage, response: ServerResponse, fields: FieldLines, continueSent: boolean): void {
    const { socket, headers, url = "" } = request;
    const httpConnection = {
      key: socket,
      drain: () => void socket.destroy(),
      socketInfo: () => socketInfo(socket),
      stopTimeout: () => void socket.setTimeout(0),
    };
    const { connections, lookup } = this.#find(url);
    if (socket.destroyed) {
      connections.openingAborted(httpConnection);
      return;
    }
    const binding = new Http1Binding(request, response, continueSent);
    binding.start(fields, connections.beginHandshake(binding, httpConnection, lookup, url, { headers, fields }));
  }
}

/**
 * Attaches a WebSocket2 server to an HTTP server.
 *
 * @throws LocalError if it is attached already
 */
export function attachServer(server: HttpServer, connections: ServerConnections): void {
  const attached = ofServers.get(server) ?? new AttachedServers(server);
  ofServers.set(server, attached);
  attached.add(server, connections);
}
