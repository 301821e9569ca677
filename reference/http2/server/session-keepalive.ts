/**
 * Destroys server sessions that have ended without an event.
 *
 * A client may be gone without a sign: each check of its presence sends a PING, and destroys the session if no octet has arrived by the
 * next one. A client that violates HTTP/2 may stop Node.js ({@link hasStopped}), which then does not even learn that the client is gone:
 * a few seconds after octets have arrived, the session is checked for that.
 *
 * @module
 */
import type { ServerHttp2Session } from "node:http2";

import { hasStopped } from "../stream/stopped-session.ts";

/** The longest time between two checks whether Node.js has stopped a session, in ms. */
const STOP_CHECK_MS = 5000;

/**
 * Stream of ALTSVC frames, the last that a client can open. nghttp2 takes a frame for a stream that does not exist out of its queue and
 * sends nothing, so that the check costs nothing on the wire.
 */
const UNUSED_STREAM = 2 ** 31 - 1;

/** Checks one session. */
export class SessionKeepalive {
  readonly #session: ServerHttp2Session;
  #bytesRead: number | undefined;
  #pingSent = false;
  /** Octets received when Node.js was last known to read and write. */
  #provenAt = 0;

  /** @param session - a session that is connected */
  constructor(session: ServerHttp2Session) {
    this.#session = session;
    this.#bytesRead = session.socket.bytesRead;
  }

  /** Sends a PING, or destroys the session if no octet has arrived since the last one. */
  check(): void {
    const session = this.#session;
    if (session.destroyed) return;
    const { bytesRead } = session.socket;
    if (this.#pingSent && bytesRead === this.#bytesRead) {
      session.destroy();
      return;
    }
    this.#bytesRead = bytesRead;
    this.#pingSent = true;
    // The acknowledgement needs no handling: its octets increase `bytesRead`.
    session.ping(() => undefined);
  }

  /** Destroys the session if Node.js has stopped it, which only octets of the client can lead to. */
  async checkStopped(): Promise<void> {
    const session = this.#session;
    if (session.destroyed) return;
    const { bytesRead } = session.socket;
    if (bytesRead === this.#provenAt) return;
    this.#provenAt = bytesRead;
    if (await hasStopped(session, () => session.altsvc("clear", UNUSED_STREAM))) session.destroy();
  }
}

/**
 * Checks a session until it closes. A session without octets is destroyed after one to two intervals, one that Node.js has stopped after
 * at most 5 s.
 *
 * @param session - a session that is connected
 * @param intervalMs - time between two PING frames, in ms
 */
export function startSessionKeepalive(session: ServerHttp2Session, intervalMs: number): void {
  if (session.destroyed) return;
  const keepalive = new SessionKeepalive(session);
  const tickMs = Math.min(intervalMs, STOP_CHECK_MS);
  const ticks = Math.max(1, Math.round(intervalMs / tickMs));
  let tick = 0;
  const timer = setInterval(() => {
    void keepalive.checkStopped();
    tick = (tick + 1) % ticks;
    // In a later phase of the event loop, so that octets that arrived while this process was busy are read first.
    if (tick === 0) setImmediate(() => keepalive.check());
  }, tickMs);
  timer.unref();
  session.once("close", () => clearInterval(timer));
}
