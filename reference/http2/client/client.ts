/**
 * Client over node:http2.
 *
 * @module
 */
import { LocalError } from "../../layout/errors.ts";
import { VERSION } from "../../schema/headers/index.ts";
import { limit } from "../../schema/limits.ts";
import type { RequestOptions } from "../../wire/index.ts";
import { validateClientOptions, validateConnectOptions, type ClientOptions, type ConnectOptions, furtherFields } from "./client-options.ts";
import { type HandshakeAttempt, HandshakeRepeats, nodeRepeatEnvironment, type RepeatEnvironment } from "./handshake-repeats.ts";
import type { Connection } from "../api/connection.ts";
import { OpeningError } from "../api/errors.ts";
import { errorLine, NO_HTTP2, SessionError } from "../stream/session-error.ts";
import { runnableMethods } from "../../compression/methods.ts";
import { openConnection } from "./open-connection.ts";
import { KeyedCache } from "./keyed-cache.ts";
import { type RouteOptions, splitRoute } from "./route-options.ts";
import { SessionPool } from "./session-pool.ts";
import type { SharedSession } from "./shared-session.ts";
import { channels } from "../diagnostics/channels.ts";
import { startDebugLog } from "../diagnostics/debug-log.ts";
import { type RequestTarget, requestTargetOf, urlOf } from "./request-target.ts";
import { terminateOnAbort } from "./terminate-on-abort.ts";
import { abortable, Deadline } from "./abortable.ts";
import { OpeningSignal } from "./opening-signal.ts";

/** Observation of an opening that is aborted early. */
const NO_SESSION_YET = "the application aborted before the HTTP/2 connection was set up";

/** Options of an opening with the signal that ends it. */
interface CancellableOptions extends ConnectOptions {
  readonly signal: AbortSignal;
}

function requestOf({ target, version, fields }: HandshakeAttempt, options: ConnectOptions): RequestOptions {
  const { scheme, authority, path } = target;
  const { compression, protocols, origin } = options;
  return {
    scheme,
    authority,
    path,
    version,
    fields,
    ...(compression === undefined ? {} : { offer: runnableMethods("compression", compression) }),
    ...(protocols === undefined ? {} : { protocols }),
    ...(origin === undefined ? {} : { origin }),
  };
}

/** Returns whether TLS options contain a certificate of the client. */
function hasClientCertificate({ cert, key, pfx, secureContext }: NonNullable<ClientOptions["tls"]>): boolean {
  return [cert, key, pfx, secureContext].some((each) => each !== undefined);
}

/** Publishes the failure of an attempt, if it fails. */
async function publishFailure<T>({ target }: HandshakeAttempt, opening: Promise<T>): Promise<T> {
  try {
    return await opening;
  } catch (error) {
    const failed = channels.fail.hasSubscribers && error instanceof OpeningError;
    if (failed) channels.fail.publish({ role: "client", target: urlOf(target), failure: error });
    throw error;
  }
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
  /** The calls of `connect` under way. */
  readonly #openings = new Set<OpeningSignal>();
  #closing: Promise<void> | undefined;
  readonly #repeatEnvironment: RepeatEnvironment;

  /**
   * @param options - options that replace their defaults
   * @throws LocalError if an option is not usable or unknown
   */
  constructor(options: ClientOptions = {}) {
    validateClientOptions(options);
    startDebugLog();
    const { sharedBy = 1 } = options;
    if (!(sharedBy >= 1)) throw new LocalError("sharedBy", `expected a number from 1, found ${sharedBy}`);
    this.#pool = new SessionPool(options);
    this.#repeatEnvironment = { ...nodeRepeatEnvironment, hasClientCertificate: hasClientCertificate(options.tls ?? {}) };
  }

  /** The open connections. */
  get connections(): ReadonlySet<Connection> {
    return this.#connections;
  }

  /**
   * Opens a connection. The HTTP/2 connection and each handshake may take the `handshake` limit, 10 s by default.
   *
   * A handshake that accepted nothing is repeated once for each of these reasons, and at most five times in all: the server did not
   * process it (REFUSED_STREAM, GOAWAY); status 421; status 425. The options `credentials`, `maxRetryDelay` and `redirects` add further
   * reasons. No other failure is repeated.
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
    if (this.#closing !== undefined) throw new OpeningError({ check: "cancelled", seen: "the client is closed" });
    const opening = new OpeningSignal(options.signal);
    this.#openings.add(opening);
    try {
      const connection = await this.#open(target, { ...options, signal: opening.signal });
      terminateOnAbort(connection, options.signal);
      return connection;
    } finally {
      opening.release();
      this.#openings.delete(opening);
    }
  }

  async #open(target: RequestTarget, options: CancellableOptions): Promise<Connection> {
    const repeats = new HandshakeRepeats(options, this.#repeatEnvironment);
    let attempt: HandshakeAttempt = { target, version: VERSION, fields: furtherFields(options) };
    for (;;) {
      const shared = await publishFailure(attempt, this.#connectedSession(attempt.target, options));
      try {
        return this.#track(await publishFailure(attempt, openConnection(shared, requestOf(attempt, options), options, options.signal)));
      } catch (error) {
        if (!(error instanceof OpeningError)) throw error;
        const next = await repeats.next(attempt, error);
        if (next === undefined) throw error;
        if (next.elsewhere) shared.retire();
        attempt = next;
      }
    }
  }

  async #connectedSession({ origin }: RequestTarget, { signal, limits }: CancellableOptions): Promise<SharedSession> {
    const timeoutMs = limit.configure(limits, "limits").handshake;
    const verified = signal.aborted ? undefined : this.#pool.reserveVerified(origin);
    if (verified !== undefined) return verified;
    const deadline = new Deadline(timeoutMs);
    try {
      for (;;) {
        const shared = await this.#reservedSession(origin, signal, deadline.signal);
        if (shared !== undefined) return shared;
      }
    } catch (error) {
      if (signal.aborted) throw new OpeningError({ check: "cancelled", seen: NO_SESSION_YET }, signal.reason);
      if (deadline.signal.aborted) throw new OpeningError({ check: "timeout", seen: `no HTTP/2 connection within ${timeoutMs} ms` });
      if (error instanceof LocalError) throw error;
      const { cause, diagnosis, fields } = error instanceof SessionError ? error : { cause: error };
      const check = diagnosis === NO_HTTP2 ? "no-http2" : "aborted";
      throw new OpeningError({ check, seen: `no HTTP/2 connection: ${errorLine(error)}` }, cause ?? error, diagnosis, fields);
    } finally {
      deadline.clear();
    }
  }

  /** Returns an HTTP/2 connection with a reserved stream; `undefined` if the one that was reserved takes no more streams. */
  async #reservedSession(origin: string, signal: AbortSignal, deadline: AbortSignal): Promise<SharedSession | undefined> {
    const reserved = this.#pool.reserve(origin, signal, deadline);
    try {
      const shared = await abortable(reserved, signal, deadline);
      const wasConnected = !shared.session.connecting;
      await abortable(shared.connected, signal, deadline);
      await shared.verify();
      signal.throwIfAborted();
      if (shared.usable) return shared;
      if (!wasConnected && (shared.session.closed || shared.session.destroyed)) throw shared.sessionError();
    } catch (error) {
      void reserved.then((shared) => shared.releaseStream()).catch(() => undefined);
      throw error;
    }
    (await reserved).releaseStream();
    return undefined;
  }

  #track(connection: Connection): Connection {
    this.#connections.add(connection);
    if (this.#closing !== undefined) connection.close(1001);
    void connection.closed.then(() => this.#connections.delete(connection));
    return connection;
  }

  /**
   * Aborts openings, closes all connections with 1001, then their HTTP/2 connections. Openings and later calls of `connect` reject with
   * check `cancelled`. Resolves when all are closed, within the limits of closing; it keeps the process running until then.
   */
  close(): Promise<void> {
    this.#closing ??= this.#closeAll();
    return this.#closing;
  }

  async #closeAll(): Promise<void> {
    for (const opening of this.#openings) opening.closeClient();
    for (const connection of this.#connections) connection.close(1001);
    await this.#pool.close();
  }
}

/** Clients of {@link connect}: one for each way to the server. */
const clients = new KeyedCache<Client>();

/**
 * Opens a connection with a {@link Client} that all calls with the same {@link RouteOptions} share. Its HTTP/2 connections close 1 s
 * after their last connection.
 *
 * @param url - target with the scheme `https`, `wss`, or without TLS by prior knowledge `http`, `ws`; a fragment is ignored
 * @param options - offers, fields and limits; calls share HTTP/2 connections if `tls`, `proxy`, `socket`, `socketPath` and `lookup` are
 *   absent, or the same strings, objects and functions: make these once
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
export async function connect(url: string | URL, options: ConnectOptions & RouteOptions = {}): Promise<Connection> {
  const { route, others } = splitRoute(options);
  validateClientOptions(route);
  const { tls, proxy, socket, socketPath, lookup } = route;
  const client = clients.get([tls, proxy, socket, socketPath, lookup], () => new Client(route));
  return client.connect(url, others);
}
