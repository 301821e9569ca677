/**
 * The standard output of a program, whose reader can close it and whose device can be full.
 *
 * @module
 */
import type { Writable } from "node:stream";

/** Handlers for the end of the output. */
export interface OutputHandlers {
  /** Called once when the reader closes the pipe, as `head` does. Later writes are discarded. */
  readonly onClosed: () => void;
  /** Called once when a write fails, as on a full device. Later writes are discarded. */
  readonly onError: (error: Error) => void;
}

/** Returns a function that writes to an output, without line ends of its own. */
export function createOutput(stream: Writable, handlers: OutputHandlers): (data: string | Uint8Array) => void {
  let ended = false;
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (ended) return;
    ended = true;
    if (error.code === "EPIPE") handlers.onClosed();
    else handlers.onError(error);
  });
  return (data) => {
    if (!ended) stream.write(data);
  };
}
