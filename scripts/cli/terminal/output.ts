/**
 * The standard output of a program: its reader may have seen enough, and its device may be full.
 *
 * @module
 */
import type { Writable } from "node:stream";

/** Who wants to know what becomes of the output. */
export interface OutputHandlers {
  /** The reader has gone, as `head` does; called once, and nothing is written from then on. */
  readonly onClosed: () => void;
  /** It cannot be written, as on a device that is full; called once, and nothing is written from then on. */
  readonly onError: (error: Error) => void;
}

/** Writes to an output, without adding anything. */
export function createOutput(stream: Writable, watcher: OutputHandlers): (data: string | Uint8Array) => void {
  let over = false;
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (over) return;
    over = true;
    if (error.code === "EPIPE") watcher.onClosed();
    else watcher.onError(error);
  });
  return (data) => {
    if (!over) stream.write(data);
  };
}
