/**
 * Sends RST_STREAM without END_STREAM before it.
 *
 * `close(NGHTTP2_CANCEL)` of node:http2 first sends a DATA frame with END_STREAM, so that an intermediary takes an aborted request for a
 * complete one. A stream that is destroyed by an abort signal sends RST_STREAM(CANCEL) at once, and one that is destroyed without an
 * error RST_STREAM(NO_ERROR), which is sent behind END_STREAM only.
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

/**
 * Calls `destroy` once END_STREAM has been sent.
 *
 * @param cancel - called in its place if no END_STREAM was written, or if it still waits for window after 100 ms
 */
export function destroyAfterEnd(stream: Writable, destroy: () => void, cancel: () => void): void {
  if (stream.writableFinished) {
    destroy();
    return;
  }
  if (!stream.writableEnded) {
    cancel();
    return;
  }
  const timer = setTimeout(cancel, END_STREAM_TIMEOUT_MS);
  timer.unref();
  stream.once("finish", () => {
    clearTimeout(timer);
    destroy();
  });
}

/** Resets a stream. Only releases it if the peer has reset it. */
export function resetStream(stream: Http2Stream, code: ResetCode): void {
  if (stream.destroyed) return;
  if (stream.closed) stream.destroy();
  else if (code === "CANCEL") resetWithCancel(stream);
  else destroyAfterEnd(stream, () => stream.destroy(), () => resetWithCancel(stream));
}
