/**
 * RST_STREAM without an END_STREAM before it.
 *
 * `close(NGHTTP2_CANCEL)` of node:http2 ends the stream first, by a DATA frame with END_STREAM, so that an intermediary takes an
 * aborted request for a finished one. A stream that an abort signal destroys is reset at once, with CANCEL; one that is destroyed
 * without an error, with NO_ERROR.
 *
 * @module
 */
import type { Http2Stream } from "node:http2";
import { addAbortSignal, type Writable } from "node:stream";

import type { ResetCode } from "../../connection/index.ts";

/** How long an END_STREAM may wait for window before the stream is reset all the same, in ms. */
const END_STREAM_TIMEOUT_MS = 100;

function resetWithCancel(stream: Http2Stream): void {
  addAbortSignal(AbortSignal.abort(), stream);
}

/** Destroys once the end has gone out, or when it cannot. */
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

/** Resets a stream; one that is gone stays as it is. */
export function resetStream(stream: Http2Stream, code: ResetCode): void {
  if (stream.destroyed || stream.closed) return;
  if (code === "CANCEL") resetWithCancel(stream);
  else destroyAfterEnd(stream, () => stream.destroy());
}
