/**
 * Client over node:http2.
 *
 * @module
 */
import { constants } from "node:http2";

import type { OpeningFailure } from "../../connection/index.ts";
import { LocalError } from "../../layout/errors.ts";
import { limit } from "../../schema/limits.ts";
import type { RequestOptions } from "../../wire/index.ts";
import { validateClientOptions, validateConnectOptions, type ClientOptions, type ConnectOptions, furtherFields } from "./client-options.ts";
import type { Connection } from "../api/connection.ts";
import { OpeningError } from "../api/errors.ts";
import { errorLine, NO_HTTP2, SessionError } from "../stream/session-error.ts";
import { openConnection } from "./open-connection.ts";
import { SessionPool } from "./session-pool.ts";
import type { SharedSession } from "./shared-session.ts";
import { type RequestTarget, requestTargetOf } from "./request-target.ts";
import { abortable } from "./abortable.ts";

/** The greatest number of requests for one call of `connect`; each retry is one that {@link mayRetry} allows. */
const MAX_ATTEMPTS = 3;

/** Status of a request on an HTTP/2 connection that does not serve its authority (RFC 9110, Section 15.5.20). */
const MISDIRECTED_REQUEST = 421;

/** Observation of an opening that is aborted early. */
const NO_SESSION_YET = "the application aborted before the HTTP/2 connection was set up";

/** Returns whether the server has certainly not processed the request, so that it can be repeated; after 421 once only. */
function mayRetry({ check, reset, status }: OpeningFailure, misdirected: boolean): boolean {
  if (check === "aborted") return reset === constants.NGHTTP2_REFUSED_STREAM;
  return check === "status" && status === MISDIRECTED_REQUEST && !misdirected;
}

function requestOf({ scheme, authority, path }: RequestTarget, options: ConnectOptions): RequestOptions {
  const { compression, protocols, origin } = options;
  return {
    scheme,
    authority,
    path,
    fields: furtherFields(options),
    ...(compression === undefined ? {} : { offer: compression }),
    ...(protocols === undefined ? {} : { protocols }),
    ...(origin === undefined ? {} : { origin }),
  };
}

/**
 * Opens connections, which share HTTP/2 connections to each origin.
 *
 * @example
 * ```ts
 * import { Client } from "websocket2";
 *
 * const client = new Client({ sharedBy: 100, idle: 30_000 });
 * await Promise.all([client.connect("http://127.0.0.1:8080/echo"), client.connect("http://127.0.0.1:8080/echo")]);
 * console.log(client.connections.size); // 2
 * await client.close();
 * ```
 */
export class Client {
  readonly #pool: SessionPool;
  readonly #connections = new Set<Connection>();

  /**
   * @param options - options that replace their defaults
   * @throws LocalError if an option is not usable or unknown
   */
  constructor(options: ClientOptions = {}) {
    validateClientOptions(options);
    const { sharedBy = 1 } = options;
    if (!(sharedBy >= 1)) throw new LocalError("sharedBy", `expected a number from 1, found ${sharedBy}`);
    this.#pool = new SessionPool(options);
  }

  /** The open connections. */
  get connections(): ReadonlySet<Connection> {
    return this.#connections;
  }

  /**
   * Opens a connection. The HTTP/2 connection and the handshake may each take the `handshake` limit, 10 s by default. Repeats the
   * request, at most twice, if the server certainly did not process it (REFUSED_STREAM, GOAWAY or status 421).
   *
   * @param url - target with the scheme `https`, `wss`, or without TLS by prior knowledge `http`, `ws`; a fragment is ignored
   * @param options - offers, fields and limits
   * @returns the open connection
   * @throws {@link OpeningError} if no connection opened; with check `cancelled` if the signal aborted
   * @throws LocalError if the URL or an option is not usable
   */
  async connect(url: string | URL, options: ConnectOptions = {}): Promise<Connection> {
    validateConnectOptions(options);
    const target = requestTargetOf(url);
    const request = requestOf(target, options);
    let misdirected = false;
    for (let attempt = 1; ; attempt += 1) {
      const shared = await this.#connectedSession(target, options);
      try {
        return this.#track(await openConnection(shared, request, options));
      } catch (error) {
        if (!(error instanceof OpeningError) || attempt === MAX_ATTEMPTS || !mayRetry(error.failure, misdirected)) throw error;
        misdirected ||= error.failure.status === MISDIRECTED_REQUEST;
        shared.retire();
      }
    }
  }

  async #connectedSession({ origin }: RequestTarget, { signal, limits }: ConnectOptions): Promise<SharedSession> {
    const timeoutMs = limit.configure(limits, "limits").handshake;
    const connected = this.#pool.reserveConnected(origin);
    if (connected !== undefined && signal?.aborted !== true) return connected;
    const deadline = AbortSignal.timeout(timeoutMs);
    const reserved = this.#pool.reserve(origin);
    try {
      const shared = await abortable(reserved, signal, deadline);
      await abortable(shared.connected, signal, deadline);
      if (!shared.usable) throw shared.sessionError();
      return shared;
    } catch (error) {
      void reserved.then((shared) => shared.releaseStream()).catch(() => undefined);
      if (signal?.aborted === true) throw new OpeningError({ check: "cancelled", seen: NO_SESSION_YET }, signal.reason);
      if (deadline.aborted) throw new OpeningError({ check: "timeout", seen: `no HTTP/2 connection within ${timeoutMs} ms` });
      const { cause, diagnosis } = error instanceof SessionError ? error : { cause: error, diagnosis: undefined };
      const check = diagnosis === NO_HTTP2 ? "no-http2" : "aborted";
      throw new OpeningError({ check, seen: `no HTTP/2 connection: ${errorLine(error)}` }, cause ?? error, diagnosis);
    }
  }

  #track(connection: Connection): Connection {
    this.#connections.add(connection);
    void connection.closed.then(() => this.#connections.delete(connection));
    return connection;
  }

  /** Closes all connections with 1001, then their HTTP/2 connections. Resolves when all are closed. */
  async close(): Promise<void> {
    for (const connection of this.#connections) connection.close(1001);
    await this.#pool.close();
  }
}

/** Clients of {@link connect}: one for each object of TLS options. */
const clients = new WeakMap<object, Client>();
const noTlsOptions = {};

/**
 * Opens a connection with a {@link Client} that all calls share, one for each object of TLS options. Its HTTP/2 connections close 1 s
 * after their last connection.
 *
 * @param url - target with the scheme `https`, `wss`, or without TLS by prior knowledge `http`, `ws`; a fragment is ignored
 * @param options - offers, fields and limits; calls share HTTP/2 connections if `tls` is absent or the same object
 * @returns the open connection
 * @throws {@link OpeningError} if no connection opened; with check `cancelled` if the signal aborted
 * @throws LocalError if the URL or an option is not usable
 *
 * @example
 * ```ts
 * import { connect } from "websocket2";
 *
 * const connection = await connect("http://127.0.0.1:8080/echo", { protocols: ["chat"], compression: { lz4: [1, 9] } });
 * console.log(connection.protocol, connection.compression); // chat { lz4: 1 }
 * connection.send("Hi");
 * for await (const message of connection) {
 *   console.log(message); // Hi
 *   connection.close(1000);
 * }
 * ```
 */
export async function connect(url: string | URL, options: ConnectOptions & Pick<ClientOptions, "tls"> = {}): Promise<Connection> {
  const { tls, ...others } = options;
  if (tls !== undefined) validateClientOptions({ tls });
  const key = tls ?? noTlsOptions;
  const client = clients.get(key) ?? new Client(tls === undefined ? {} : { tls });
  clients.set(key, client);
  return client.connect(url, others);
}
