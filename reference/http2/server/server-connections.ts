/**
 * All handshakes and connections of a server, whatever HTTP they came by.
 *
 * @module
 */
import { type ConnectionLimits, ServerCore } from "../../connection/index.ts";
import { limit } from "../../schema/limits.ts";
import type { RequestPolicy } from "../../wire/index.ts";
import { ServerHandshake, type HttpRequestContext, INTERNAL_SERVER_ERROR, type HandshakeObserver } from "./server-handshake.ts";
import type { Binding } from "../stream/binding.ts";
import { type Connection, connectionInternals } from "../api/connection.ts";
import { type SendBuffer, resolveSendBuffer } from "../api/connection-options.ts";
import { type ResourceLookup, resourceLookup } from "./resource-lookup.ts";
import { validateServerOptions, type ServerOptions } from "./server-options.ts";
import { HttpConnectionCounts } from "./http-connection-counts.ts";
import { nodeEnvironment } from "../stream/node-environment.ts";

/** What is answered while there is no room. */
const SERVICE_UNAVAILABLE = 503;

/** The close code of a server that goes away. */
const GOING_AWAY = 1001;

/** The HTTP connection that a handshake came on. */
export interface HttpConnection {
  /** The object that stands for it. */
  readonly key: object;
  /** Has the client open nothing more. */
  sendEnhanceYourCalm(): void;
}

/** What is known of an HTTP connection, for all handshakes that come on it. */
interface HttpConnectionState {
  readonly counts: HttpConnectionCounts;
  readonly observer: HandshakeObserver;
}

/** Takes handshakes, holds the limits of each HTTP connection, and drains. */
export class ServerConnections {
  /** The open connections. */
  readonly connections = new Set<Connection>();
  readonly #options: ServerOptions;
  /** The limits, with their defaults. */
  readonly limits: ConnectionLimits;
  readonly #buffer: SendBuffer;
  readonly #lookup: (path: string) => ResourceLookup;
  readonly #httpConnections = new WeakMap<object, HttpConnectionState>();
  readonly #handshakes = new Map<Binding<ServerCore>, ServerHandshake>();
  #drained: Promise<void> | undefined;
  #resolveDrained: (() => void) | undefined;

  /** @throws LocalError where an option is not usable */
  constructor(options: ServerOptions) {
    validateServerOptions(options);
    this.#options = options;
    this.limits = limit.configure(options.limits);
    this.#buffer = resolveSendBuffer(options.sendBuffer);
    this.#lookup = resourceLookup(options.resources);
  }

  /**
   * Makes the core of a handshake.
   *
   * @param binding - gets the core
   * @param carrier - what the handshake came on
   * @param path - of the target, as it arrived
   * @param around - what else is known of the request
   * @returns the policy to judge the request by
   */
  beginHandshake(binding: Binding<ServerCore>, carrier: HttpConnection, path: string, around: HttpRequestContext): RequestPolicy {
    const { counts: session, observer: watch } = this.#stateOf(carrier);
    const found = this.#lookup(path);
    const noRoom = this.#drained !== undefined || session.full;
    const accepting = new ServerHandshake(binding, found, path, around, this.#buffer, watch);
    const { limits, use } = this.#options;
    binding.core = new ServerCore({
      stream: binding,
      application: accepting,
      environment: nodeEnvironment,
      ...(limits === undefined ? {} : { limits }),
      ...(use === undefined ? {} : { use }),
    });
    binding.lingerMs = this.limits.closeAtMost;
    this.#handshakes.set(binding, accepting);
    session.streamOpened();
    binding.onend = () => {
      session.streamClosed();
      this.#handshakes.delete(binding);
      this.#resolveIfDrained();
    };
    return { ...policyOf(found), ...(noRoom ? { refusal: { status: SERVICE_UNAVAILABLE } } : {}) };
  }

  #stateOf(carrier: HttpConnection): HttpConnectionState {
    const known = this.#httpConnections.get(carrier.key);
    if (known !== undefined) return known;
    const counts = new HttpConnectionCounts(this.limits);
    const made = { counts, observer: this.#observe(counts, carrier) };
    this.#httpConnections.set(carrier.key, made);
    return made;
  }

  #observe(session: HttpConnectionCounts, carrier: HttpConnection): HandshakeObserver {
    return {
      opened: (connection) => {
        this.connections.add(connection);
        // Behind the resource, which is about to get it.
        if (this.#drained !== undefined) queueMicrotask(() => this.#closeGoingAway(connection));
      },
      closed: (connection) => {
        this.connections.delete(connection);
        this.#resolveIfDrained();
      },
      failed: (failure) => this.#options.onfailed?.(failure),
      applicationThrew: this.#options.onerror,
      openingBrokenOff: () => {
        if (session.countAbortedOpening()) carrier.sendEnhanceYourCalm();
      },
    };
  }

  /** Refuses what is undecided and closes what is open. @returns a promise that is resolved when all have ended */
  drain(): Promise<void> {
    this.#drained ??= new Promise((resolve) => {
      this.#resolveDrained = resolve;
      setTimeout(() => this.#resetRemaining(), this.limits.handshake + this.limits.closeAtMost).unref();
    });
    for (const [binding, accepting] of this.#handshakes) {
      if (accepting.connection === undefined) accepting.refuse({ status: SERVICE_UNAVAILABLE }, "the server closes");
      else binding.input((core) => core.close(GOING_AWAY));
    }
    for (const connection of this.connections) connectionInternals.discardUnread(connection);
    this.#resolveIfDrained();
    return this.#drained;
  }

  #closeGoingAway(connection: Connection): void {
    connection.close(GOING_AWAY);
    connectionInternals.discardUnread(connection);
  }

  /** Peers that give no window, and readers that never read, do not keep a server from ending. */
  #resetRemaining(): void {
    for (const binding of [...this.#handshakes.keys()]) binding.sendReset("NO_ERROR");
    this.connections.clear();
    this.#resolveIfDrained();
  }

  #resolveIfDrained(): void {
    if (this.#handshakes.size === 0 && this.connections.size === 0) this.#resolveDrained?.();
  }
}

function policyOf({ resource, error }: ResourceLookup): RequestPolicy {
  if (error !== undefined) return { exists: true, refusal: { status: INTERNAL_SERVER_ERROR } };
  if (resource === undefined) return { exists: false };
  const { origins, requireOrigin, protocols, compression } = resource;
  return {
    exists: true,
    ...(origins === undefined ? {} : { origins }),
    ...(requireOrigin === undefined ? {} : { requireOrigin }),
    ...(protocols === undefined ? {} : { protocols }),
    ...(compression === undefined ? {} : { compression }),
  };
}
