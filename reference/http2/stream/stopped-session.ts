/**
 * Finds sessions of node:http2 that have stopped.
 *
 * After some violations of HTTP/2 by the peer, such as DATA on an idle stream, an oversized frame or broken HPACK, nghttp2 sends GOAWAY
 * with an error. From then on Node.js neither reads nor writes, and reports no event: streams and promises would wait for their timers. A
 * frame that is queued then stays in the queue although the socket has taken everything, which this module observes.
 *
 * @module
 */
import type { Http2Session } from "node:http2";
import { setImmediate as nextTurn, setTimeout as sleep } from "node:timers/promises";

/** Time after which a frame is looked for in the queue once more, in ms: a busy process may need more than one turn of its loop. */
const CONFIRM_MS = 50;

/** Part of a socket that Node.js does not document; `net.Socket` itself uses it to find out whether a timeout is due. */
interface SocketInternals {
  readonly _handle?: { readonly writeQueueSize?: number } | null;
}

/** Whether octets are waiting to be sent although the socket has none left. */
function isStuck(session: Http2Session, bytesWritten: number): boolean {
  if (session.destroyed || session.socket.bytesWritten !== bytesWritten) return false;
  // Without this property, a peer that does not read could not be told from a session that has stopped.
  const unsent = (session.socket as SocketInternals)._handle?.writeQueueSize;
  return unsent === 0 && (session.state.outboundQueueSize ?? 0) > 0;
}

/**
 * Returns whether a session has stopped. `false` also if that cannot be told: while the socket is blocked, or its state is not known.
 *
 * @param session - a session that is connected
 * @param queueFrame - queues a frame, which a session that has not stopped takes out of its queue at once
 */
export async function hasStopped(session: Http2Session, queueFrame: () => unknown): Promise<boolean> {
  if (session.destroyed) return false;
  const { bytesWritten } = session.socket;
  queueFrame();
  await nextTurn();
  await nextTurn();
  if (!isStuck(session, bytesWritten)) return false;
  await sleep(CONFIRM_MS);
  return isStuck(session, bytesWritten);
}
