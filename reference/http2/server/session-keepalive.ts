/**
 * An eye on the HTTP/2 connections of a server.
 *
 * Once octets that are no HTTP/2 have come, Node.js sends GOAWAY, stops reading, and so never learns that the client has gone: the
 * session and its socket would stay for good. So a client that lets a PING go unanswered, and from which no octet comes, is gone.
 *
 * @module
 */
import type { ServerHttp2Session } from "node:http2";

/** Watches one session. */
export class SessionKeepalive {
  readonly #session: ServerHttp2Session;
  #bytesRead: number | undefined;
  #pingSent = false;

  /** @param session - that has begun */
  constructor(session: ServerHttp2Session) {
    this.#session = session;
    this.#bytesRead = session.socket.bytesRead;
  }

  /** Asks for a sign of life. Where none has come since the last time, the session is ended. */
  check(): void {
    const session = this.#session;
    if (session.destroyed) return;
    const now = session.socket.bytesRead;
    if (this.#pingSent && now === this.#bytesRead) {
      session.destroy();
      return;
    }
    this.#bytesRead = now;
    this.#pingSent = true;
    // An answer is octets too; the callback has nothing to add.
    session.ping(() => undefined);
  }
}

/**
 * Watches a session until it ends; without a sign of life that takes between one and two times so long.
 *
 * @param session - that has begun
 * @param patience - in ms
 */
export function startSessionKeepalive(session: ServerHttp2Session, patience: number): void {
  if (session.destroyed) return;
  const vigil = new SessionKeepalive(session);
  // What has come while this process was busy is read before the look.
  const timer = setInterval(() => setImmediate(() => vigil.check()), patience);
  timer.unref();
  session.once("close", () => clearInterval(timer));
}
