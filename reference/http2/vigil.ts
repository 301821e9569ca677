/**
 * An eye on the HTTP/2 connections of a server.
 *
 * Once octets that are no HTTP/2 have come, Node.js sends GOAWAY, stops reading, and so never learns that the client has gone: the
 * session and its socket would stay for good. So a client that lets a PING go unanswered, and from which no octet comes, is gone.
 *
 * @module
 */
import type { ServerHttp2Session } from "node:http2";

/** Octets that have come so far. */
function received({ socket }: ServerHttp2Session): number | undefined {
  return socket.bytesRead;
}

/**
 * Watches a session, and ends it where nothing comes from it for between one and two times so long.
 *
 * @param session - that has begun
 * @param patience - in ms
 */
export function keepVigil(session: ServerHttp2Session, patience: number): void {
  if (session.destroyed) return;
  let seen = received(session);
  let asked = false;
  const look = (): void => {
    const now = received(session);
    if (now === seen && asked) {
      session.destroy();
      return;
    }
    seen = now;
    // What answers are octets too; the callback has nothing to add.
    session.ping(() => undefined);
    asked = true;
  };
  const timer = setInterval(look, patience);
  timer.unref();
  session.once("close", () => clearInterval(timer));
}
