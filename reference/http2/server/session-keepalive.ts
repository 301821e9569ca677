/**
 * Destroys server sessions whose client is gone.
 *
 * After octets that are not HTTP/2, Node.js sends GOAWAY and stops reading, so that it never learns that the client is gone: session and
 * socket would stay forever. Therefore each check sends a PING, and destroys the session if no octet has arrived by the next check.
 *
 * @module
 */
import type { ServerHttp2Session } from "node:http2";

/** Checks one session. */
export class SessionKeepalive {
  readonly #session: ServerHttp2Session;
  #bytesRead: number | undefined;
  #pingSent = false;

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
}

/**
 * Checks a session until it closes. A session without octets is destroyed after one to two intervals.
 *
 * @param session - a session that is connected
 * @param intervalMs - time between two checks, in ms
 */
export function startSessionKeepalive(session: ServerHttp2Session, intervalMs: number): void {
  if (session.destroyed) return;
  const keepalive = new SessionKeepalive(session);
  // In a later phase of the event loop, so that octets that arrived while this process was busy are read first.
  const timer = setInterval(() => setImmediate(() => keepalive.check()), intervalMs);
  timer.unref();
  session.once("close", () => clearInterval(timer));
}
