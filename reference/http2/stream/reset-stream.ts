/**
 * Sends RST_STREAM without END_STREAM before it.
 *
 * `close(NGHTTP2_CANCEL)` of node:http2 first sends a DATA frame with END_STREAM, so that an intermediary takes an aborted request for a
 * complete one. A stream that is destroyed by an abort signal sends RST_STREAM(CANCEL) at once, and one that is destroyed without an
 * error RST_STREAM(NO_ERROR).
 *
 * @module
 */
import type { Http2Stream } from "node:http2";
import { addAbortSignal, type Writable } from "node:stream";

import type { ResetCode } from "../../connection/index.ts";

/** Time for which END_STREAM may wait for window before the stream is reset, in ms. */
const END_STREAM_TIMEOUT_MS = 100;

function resetWithCancel(stream: Http2Stream): void {
  addAbortSignal(AbortSignal.abort(), stream);
}

/** Calls `destroy` once END_STREAM has been sent, at once if none was written, or at the latest after 100 ms. */
export function destroyAfterEnd(stream: Writable, destroy: () => void): void {
  if (stream.writableFinished || !stream.writableEnded) {
    destroy();
    return;
  }
  const timer = setTimeout(destroy, END_STREAM_TIMEOUT_MS);
  timer.unref();
  stream.once("finish", () => {
    clearTimeout(timer);
    destroy();
  });
}

/** Resets a stream. Does nothing if it is already closed. */
export function resetStream(stream: Http2Stream, code: ResetCode): void {
  if (stream.destroyed || stream.closed) return;
  if (code === "CANCEL") resetWithCancel(stream);
  else destroyAfterEnd(stream, () => stream.destroy());
}
