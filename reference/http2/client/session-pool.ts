/**
 * HTTP/2 connections of a client, shared by origin and proxy.
 *
 * @module
 */
import type { Duplex } from "node:stream";

import type { ClientOptions } from "./client-options.ts";
import { PendingStream } from "./pending-stream.ts";
import { SharedSession } from "./shared-session.ts";
import { type Route, routeTo } from "./transport.ts";

/** Holds the HTTP/2 connections of a client by origin and proxy. */
export class SessionPool {
  readonly #options: ClientOptions;
  readonly #sessions = new Map<string, SharedSession[]>();
  /** Streams below HTTP/2 that are being opened, at most one for each key. */
  readonly #pending = new Map<string, PendingStream>();

  /** @param options - options of the client */
  constructor(options: ClientOptions) {
    this.#options = options;
  }

  /** Reserves a stream on an HTTP/2 connection that needs no verification; returns `undefined` if none has a free stream. */
  reserveVerified(origin: string): SharedSession | undefined {
    const { key } = routeTo(origin, this.#options);
    const shared = this.#sessions.get(key)?.find((each) => each.hasFreeStream);
    if (shared?.isVerified !== true) return undefined;
    shared.reserveStream();
    return shared;
  }

  /**
   * Reserves a stream: on an HTTP/2 connection with a free stream, on one whose SETTINGS turn out to allow it, or on a new one. The
   * connection may still be connecting.
   *
   * @param origin - scheme and authority
   * @param signals - each ends the wait for a proxy or a socket, and opens no further HTTP/2 connection
   * @throws `SessionError` if the connection that it waited for failed, the reason of a signal, or an error of the function `socket`
   */
  async reserve(origin: string, ...signals: AbortSignal[]): Promise<SharedSession> {
    for (;;) {
      for (const signal of signals) signal.throwIfAborted();
      const route = routeTo(origin, this.#options);
      const sessions = this.#sessions.get(route.key) ?? [];
      const shared = sessions.find((each) => each.hasFreeStream);
      if (shared !== undefined) {
        shared.reserveStream();
        return shared;
      }
      const unsettled = sessions.find((each) => each.awaitingSettings);
      if (unsettled !== undefined) await unsettled.settingsReceived;
      else if (route.open === undefined) this.#add(origin, route.key);
      else await this.#pendingStream(origin, route, route.open).wait(...signals);
    }
  }

  /** Returns the stream of a key that is being opened, or begins one. When it is open, the HTTP/2 connection is added. */
  #pendingStream(origin: string, { key }: Route, open: NonNullable<Route["open"]>): PendingStream {
    const known = this.#pending.get(key);
    if (known !== undefined) return known;
    const pending = new PendingStream(open, (stream) => {
      this.#pending.delete(key);
      if (stream !== undefined) this.#add(origin, key, stream);
    });
    this.#pending.set(key, pending);
    return pending;
  }

  #add(origin: string, key: string, stream?: Duplex): void {
    const shared = new SharedSession(origin, this.#options, stream);
    this.#sessions.set(key, [...(this.#sessions.get(key) ?? []), shared]);
    shared.session.once("close", () => this.#remove(key, shared));
  }

  #remove(key: string, shared: SharedSession): void {
    const remaining = (this.#sessions.get(key) ?? []).filter((each) => each !== shared);
    if (remaining.length === 0) this.#sessions.delete(key);
    else this.#sessions.set(key, remaining);
  }

  /** Aborts streams that are being opened, and closes each HTTP/2 connection when its last stream ends. Resolves when all are closed. */
  async close(): Promise<void> {
    for (const pending of this.#pending.values()) pending.abort();
    const all = [...this.#sessions.values()].flat();
    await Promise.all(all.map((shared) => shared.end()));
  }
}
