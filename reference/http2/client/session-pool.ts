/**
 * HTTP/2 connections of a client, shared by origin.
 *
 * @module
 */
import type { ClientOptions } from "./client-options.ts";
import { SharedSession } from "./shared-session.ts";

/** Holds the HTTP/2 connections of a client by origin. */
export class SessionPool {
  readonly #options: ClientOptions;
  readonly #sessions = new Map<string, SharedSession[]>();

  /** @param options - options of the client */
  constructor(options: ClientOptions) {
    this.#options = options;
  }

  /** Reserves a stream on an HTTP/2 connection that is connected; returns `undefined` if none has a free stream. */
  reserveConnected(origin: string): SharedSession | undefined {
    const shared = this.#sessions.get(origin)?.find((each) => each.hasFreeStream && !each.session.connecting);
    shared?.reserveStream();
    return shared;
  }

  /**
   * Reserves a stream: on an HTTP/2 connection with a free stream, on one whose SETTINGS turn out to allow it, or on a new one. The
   * connection may still be connecting.
   *
   * @param origin - scheme and authority
   * @throws `SessionError` if the connection that it waited for failed
   */
  async reserve(origin: string): Promise<SharedSession> {
    for (;;) {
      const sessions = this.#sessions.get(origin) ?? [];
      const shared = sessions.find((each) => each.hasFreeStream);
      if (shared !== undefined) {
        shared.reserveStream();
        return shared;
      }
      const unsettled = sessions.find((each) => each.awaitingSettings);
      if (unsettled === undefined) this.#add(origin);
      else await unsettled.settingsReceived;
    }
  }

  #add(origin: string): void {
    const shared = new SharedSession(origin, this.#options);
    this.#sessions.set(origin, [...(this.#sessions.get(origin) ?? []), shared]);
    shared.session.once("close", () => this.#remove(origin, shared));
  }

  #remove(origin: string, shared: SharedSession): void {
    const remaining = (this.#sessions.get(origin) ?? []).filter((each) => each !== shared);
    if (remaining.length === 0) this.#sessions.delete(origin);
    else this.#sessions.set(origin, remaining);
  }

  /** Closes each HTTP/2 connection when its last stream ends. Resolves when all are closed. */
  async close(): Promise<void> {
    const all = [...this.#sessions.values()].flat();
    await Promise.all(all.map((shared) => shared.end()));
  }
}
