/**
 * The standard output of a program: its reader may have seen enough, and its device may be full.
 *
 * @module
 */
import type { Writable } from "node:stream";

/** Who wants to know what becomes of the output. */
export interface Watcher {
  /** The reader has gone, as `head` does; called once, and nothing is written from then on. */
  readonly gone: () => void;
  /** It cannot be written, as on a device that is full; called once, and nothing is written from then on. */
  readonly failed: (error: Error) => void;
}

/** Writes to an output, without adding anything. */
export function outputTo(stream: Writable, watcher: Watcher): (data: string | Uint8Array) => void {
  let over = false;
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (over) return;
    over = true;
    if (error.code === "EPIPE") watcher.gone();
    else watcher.failed(error);
  });
  return (data) => {
    if (!over) stream.write(data);
  };
}
