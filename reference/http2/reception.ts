/**
 * All handshakes and connections of a server, whatever HTTP they came by.
 *
 * @module
 */
import { type ConnectionLimits, ServerCore } from "../connection/index.ts";
import { limit } from "../schema/limits.ts";
import type { RequestPolicy } from "../wire/index.ts";
import { Accepting, type Around, OWN_FAULT, type Watch } from "./accepting.ts";
import type { Binding } from "./binding.ts";
import { type Connection, toConnection } from "./connection.ts";
import { type SendBuffer, sendBuffer } from "./connection-options.ts";
import { type Found, lookup } from "./resources.ts";
import { checkServerOptions, type ServerOptions } from "./server-options.ts";
import { ServerSession } from "./server-session.ts";
import { surroundings } from "./surroundings.ts";

/** What is answered while there is no room. */
const NO_ROOM = 503;

/** The close code of a server that goes away. */
const GOING_AWAY = 1001;

/** The HTTP connection that a handshake came on. */
export interface Carrier {
  /** The object that stands for it. */
  readonly key: object;
  /** Has the client open nothing more. */
  calmDown(): void;
}

/** What is known of an HTTP connection, for all handshakes that come on it. */
interface Known {
  readonly session: ServerSession;
  readonly watch: Watch;
}

/** Takes handshakes, holds the limits of each HTTP connection, and drains. */
export class Reception {
  /** The open connections. */
  readonly connections = new Set<Connection>();
  readonly #options: ServerOptions;
  /** The limits, with their defaults. */
  readonly limits: ConnectionLimits;
  readonly #buffer: SendBuffer;
  readonly #find: (path: string) => Found;
  readonly #sessions = new WeakMap<object, Known>();
  readonly #live = new Map<Binding<ServerCore>, Accepting>();
  #drained: Promise<void> | undefined;
  #done: (() => void) | undefined;

  /** @throws LocalError where an option is not usable */
  constructor(options: ServerOptions) {
    checkServerOptions(options);
    this.#options = options;
    this.limits = limit.configure(options.limits);
    this.#buffer = sendBuffer(options.sendBuffer);
    this.#find = lookup(options.resources);
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
  begin(binding: Binding<ServerCore>, carrier: Carrier, path: string, around: Around): RequestPolicy {
    const { session, watch } = this.#sessionOf(carrier);
    const found = this.#find(path);
    const noRoom = this.#drained !== undefined || session.full;
    const accepting = new Accepting(binding, found, path, around, this.#buffer, watch);
    const { limits, use } = this.#options;
    binding.core = new ServerCore({
      stream: binding,
      application: accepting,
      surroundings,
      ...(limits === undefined ? {} : { limits }),
      ...(use === undefined ? {} : { use }),
    });
    binding.patience = this.limits.closeAtMost;
    this.#live.set(binding, accepting);
    session.begin();
    binding.onend = () => {
      session.end();
      this.#live.delete(binding);
      this.#check();
    };
    return { ...policyOf(found), ...(noRoom ? { refusal: { status: NO_ROOM } } : {}) };
  }

  #sessionOf(carrier: Carrier): Known {
    const known = this.#sessions.get(carrier.key);
    if (known !== undefined) return known;
    const session = new ServerSession(this.limits);
    const made = { session, watch: this.#watch(session, carrier) };
    this.#sessions.set(carrier.key, made);
    return made;
  }

  #watch(session: ServerSession, carrier: Carrier): Watch {
    return {
      opened: (connection) => {
        this.connections.add(connection);
        // Behind the resource, which is about to get it.
        if (this.#drained !== undefined) queueMicrotask(() => this.#dismiss(connection));
      },
      closed: (connection) => {
        this.connections.delete(connection);
        this.#check();
      },
      failed: (failure) => this.#options.onfailed?.(failure),
      threw: this.#options.onerror,
      openingBrokenOff: () => {
        if (session.openingBrokenOff()) carrier.calmDown();
      },
    };
  }

  /** Refuses what is undecided and closes what is open. @returns a promise that is resolved when all have ended */
  drain(): Promise<void> {
    this.#drained ??= new Promise((resolve) => {
      this.#done = resolve;
      setTimeout(() => this.#giveUp(), this.limits.handshake + this.limits.closeAtMost).unref();
    });
    for (const [binding, accepting] of this.#live) {
      if (accepting.connection === undefined) accepting.refuse({ status: NO_ROOM }, "the server closes");
      else binding.input((core) => core.close(GOING_AWAY));
    }
    for (const connection of this.connections) toConnection.forsake(connection);
    this.#check();
    return this.#drained;
  }

  #dismiss(connection: Connection): void {
    connection.close(GOING_AWAY);
    toConnection.forsake(connection);
  }

  /** Peers that give no window, and readers that never read, do not keep a server from ending. */
  #giveUp(): void {
    for (const binding of [...this.#live.keys()]) binding.reset("NO_ERROR");
    this.connections.clear();
    this.#check();
  }

  #check(): void {
    if (this.#live.size === 0 && this.connections.size === 0) this.#done?.();
  }
}

function policyOf({ resource, error }: Found): RequestPolicy {
  if (error !== undefined) return { exists: true, refusal: { status: OWN_FAULT } };
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
