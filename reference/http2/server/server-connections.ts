/**
 * Handshakes and connections of a server, over every version of HTTP.
 *
 * @module
 */
import { runnableMethods } from "../../compression/methods.ts";
import { type ConnectionLimits, ServerCore } from "../../connection/index.ts";
import { limit } from "../../schema/limits.ts";
import type { ApplicationRefusal, FieldLines, RequestPolicy } from "../../wire/index.ts";
import { ServerHandshake, type HttpRequestContext, INTERNAL_SERVER_ERROR, type HandshakeObserver } from "./server-handshake.ts";
import type { Binding } from "../stream/binding.ts";
import { channels } from "../diagnostics/channels.ts";
import { framePublisher } from "../diagnostics/frame-publisher.ts";
import { type Connection, connectionInternals } from "../api/connection.ts";
import { resolveMessageBudget, type SendBuffer, resolveSendBuffer } from "../api/connection-options.ts";
import type { SocketInfo } from "../api/socket-info.ts";
import { sharedFacts } from "./connection-facts.ts";
import { type ResourceLookup, resourceLookup } from "./resource-lookup.ts";
import { validateServerOptions, type ServerOptions } from "./server-options.ts";
import { HttpConnectionCounts } from "./http-connection-counts.ts";
import { nodeEnvironment } from "../stream/node-environment.ts";

/** Status of a refusal while the server drains, or the HTTP connection has as many connections or decisions as it may. */
const SERVICE_UNAVAILABLE = 503;

/** Field of a refusal after which a client may try again in 1 s. */
const RETRY_SOON: FieldLines = [["retry-after", "1"]];

/** Close code of a server that drains. */
const GOING_AWAY = 1001;

/** HTTP connection that carries a handshake. */
export interface HttpConnection {
  /** Object that identifies the HTTP connection: a session or a socket. */
  readonly key: object;
  /** Processes no later stream; open streams continue. */
  drain(): void;
  /** Reads addresses and TLS. */
  socketInfo(): SocketInfo;
  /** Stops the timeout of the HTTP server, which would end an HTTP connection whose connections are idle. */
  stopTimeout(): void;
}

/** State of one HTTP connection, shared by its handshakes. */
interface HttpConnectionState {
  readonly counts: HttpConnectionCounts;
  readonly observer: HandshakeObserver;
}

/** Begins handshakes, enforces the limits of each HTTP connection, and drains. */
export class ServerConnections {
  /** The open connections. */
  readonly connections = new Set<Connection>();
  readonly #options: ServerOptions;
  /** Limits, with their defaults. */
  readonly limits: ConnectionLimits;
  readonly #buffer: SendBuffer;
  /** Finds the resource of a `:path`. */
  readonly lookup: (path: string) => ResourceLookup;
  readonly #httpConnections = new WeakMap<object, HttpConnectionState>();
  /** The handshakes whose streams have not ended. */
  readonly #handshakes = new Set<ServerHandshake>();
  #shutdown: Promise<void> | undefined;
  #resolveShutdown: (() => void) | undefined;

  /** @throws LocalError if an option is not usable or unknown */
  constructor(options: ServerOptions) {
    validateServerOptions(options);
    this.#options = options;
    this.limits = limit.configure(options.limits, "limits");
    this.#buffer = resolveSendBuffer(options.sendBuffer);
    this.lookup = resourceLookup(options.resources);
  }

  /**
   * Creates the core of a handshake.
   *
   * @param binding - receives the core
   * @param httpConnection - HTTP connection that carries the handshake
   * @param lookup - resource of the target
   * @param path - path and query of the target, as received
   * @param context - parts of the request that only HTTP knows
   * @returns the policy to check the request by
   */
  beginHandshake(
    binding: Binding<ServerCore>,
    httpConnection: HttpConnection,
    lookup: ResourceLookup,
    path: string,
    context: HttpRequestContext,
  ): RequestPolicy {
    const { counts, observer } = this.#stateOf(httpConnection);
    const refusal = this.#refusal(counts);
    const handshake = new ServerHandshake(binding, lookup, path, context, observer);
    const { limits, announceLimit, use } = this.#options;
    binding.core = new ServerCore({
      stream: binding,
      application: handshake,
      environment: nodeEnvironment,
      messageBudget: resolveMessageBudget(this.#options),
      ...(limits === undefined ? {} : { limits }),
      ...(announceLimit === undefined ? {} : { announceLimit }),
      ...(use === undefined ? {} : { use }),
    });
    binding.lingerMs = this.limits.refusalLinger;
    binding.observer = handshake;
    const publisher = framePublisher("server", () => path);
    if (publisher !== undefined) binding.octetObserver = publisher;
    this.#handshakes.add(handshake);
    counts.streamOpened();
    return { ...policyOf(lookup), ...(refusal === undefined ? {} : { refusal }) };
  }

  /** Counts an opening that the client aborted before its handshake began. @param httpConnection - HTTP connection that carried it */
  openingAborted(httpConnection: HttpConnection): void {
    this.#stateOf(httpConnection).observer.openingAborted();
  }

  /** Returns the refusal of a handshake that the application is not asked about. */
  #refusal(counts: HttpConnectionCounts): ApplicationRefusal | undefined {
    if (this.#shutdown !== undefined) return { status: SERVICE_UNAVAILABLE };
    return counts.full || counts.busy ? { status: SERVICE_UNAVAILABLE, fields: RETRY_SOON } : undefined;
  }

  #stateOf(httpConnection: HttpConnection): HttpConnectionState {
    const known = this.#httpConnections.get(httpConnection.key);
    if (known !== undefined) return known;
    httpConnection.stopTimeout();
    const counts = new HttpConnectionCounts(this.limits);
    const state = { counts, observer: this.#observer(counts, httpConnection) };
    this.#httpConnections.set(httpConnection.key, state);
    return state;
  }

  #observer(counts: HttpConnectionCounts, httpConnection: HttpConnection): HandshakeObserver {
    const socket = httpConnection.socketInfo();
    return {
      socket,
      facts: sharedFacts(socket, this.#buffer),
      opened: (connection, target) => {
        this.connections.add(connection);
        if (channels.open.hasSubscribers) channels.open.publish({ role: "server", connection, target });
        // Deferred until the resource has received the connection.
        if (this.#shutdown !== undefined) queueMicrotask(() => this.#closeGoingAway(connection));
      },
      closed: (connection, report) => {
        this.connections.delete(connection);
        if (channels.close.hasSubscribers) channels.close.publish({ role: "server", connection, report });
        this.#resolveIfAllEnded();
      },
      failed: (failure) => {
        if (channels.fail.hasSubscribers) channels.fail.publish({ role: "server", target: failure.path, failure });
        this.#options.onfailed?.(failure);
      },
      applicationThrew: this.#options.onerror,
      openingAborted: () => {
        if (counts.countAbortedOpening()) httpConnection.drain();
      },
      decisionBegan: () => counts.decisionBegan(),
      decisionEnded: () => counts.decisionEnded(),
      streamEnded: (handshake) => {
        counts.streamClosed();
        this.#handshakes.delete(handshake);
        this.#resolveIfAllEnded();
      },
    };
  }

  /** Refuses pending handshakes with 503 and closes open connections with 1001. Resolves when all have ended. */
  shutDown(): Promise<void> {
    this.#shutdown ??= new Promise((resolve) => {
      // Keeps the process running until the promise is resolved, also with sockets that Node.js does not read any more.
      const timer = setTimeout(() => this.#terminateRemaining(), this.limits.handshake + this.limits.closeAtMost);
      this.#resolveShutdown = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    for (const handshake of this.#handshakes) handshake.goAway(GOING_AWAY, { status: SERVICE_UNAVAILABLE });
    for (const connection of this.connections) connectionInternals.discardUnread(connection);
    this.#resolveIfAllEnded();
    return this.#shutdown;
  }

  #closeGoingAway(connection: Connection): void {
    connection.close(GOING_AWAY);
    connectionInternals.discardUnread(connection);
  }

  /** Ends the remaining connections at once, so that a slow peer or an application that does not read cannot delay the end. */
  #terminateRemaining(): void {
    for (const handshake of [...this.#handshakes]) handshake.terminate();
    this.connections.clear();
    this.#resolveIfAllEnded();
  }

  #resolveIfAllEnded(): void {
    if (this.#handshakes.size === 0 && this.connections.size === 0) this.#resolveShutdown?.();
  }
}

function policyOf({ resource, error }: ResourceLookup): RequestPolicy {
  if (error !== undefined) return { exists: true, refusal: { status: INTERNAL_SERVER_ERROR } };
  if (resource === undefined) return { exists: false };
  const { origins, requireOrigin, protocols, compression, requireCompression } = resource;
  return {
    exists: true,
    ...(origins === undefined ? {} : { origins }),
    ...(requireOrigin === undefined ? {} : { requireOrigin }),
    ...(protocols === undefined ? {} : { protocols }),
    ...(compression === undefined ? {} : { compression: runnableMethods("compression", compression) }),
    ...(requireCompression === undefined ? {} : { requireCompression }),
  };
}
