/**
 * The HTTP/2 connections of a client, shared by origin.
 *
 * @module
 */
import type { ClientOptions } from "./client-options.ts";
import { SharedSession } from "./shared-session.ts";

/** HTTP/2 connections by origin. */
export class SessionPool {
  readonly #options: ClientOptions;
  readonly #sessions = new Map<string, SharedSession[]>();

  /** @param options - of the client */
  constructor(options: ClientOptions) {
    this.#options = options;
  }

  /** A connected HTTP/2 connection with room for one stream more, which is reserved; `undefined` where there is none. */
  reserveConnected(origin: string): SharedSession | undefined {
    const shared = this.#sessions.get(origin)?.find((each) => each.hasFreeStream && !each.session.connecting);
    shared?.reserveStream();
    return shared;
  }

  /**
   * An HTTP/2 connection with room for one stream more, which is reserved: one that is there, one that turns out to have room, or a
   * new one. It may still be connecting.
   *
   * @param origin - scheme and authority
   * @throws what kept the HTTP/2 connection from coming about that it waited for
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
    const left = (this.#sessions.get(origin) ?? []).filter((each) => each !== shared);
    if (left.length === 0) this.#sessions.delete(origin);
    else this.#sessions.set(origin, left);
  }

  /** Ends every HTTP/2 connection once it carries nothing more. @returns a promise that is resolved when all have ended */
  async close(): Promise<void> {
    const all = [...this.#sessions.values()].flat();
    await Promise.all(all.map((shared) => shared.end()));
  }
}
