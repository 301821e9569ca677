/**
 * Ends an open connection with the signal of the application.
 *
 * @module
 */
import type { Connection } from "../api/connection.ts";

/** Terminates a connection when a signal aborts, at once if it has; a connection that has ended leaves no listener. */
export function terminateOnAbort(connection: Connection, signal: AbortSignal | undefined): void {
  if (signal === undefined) return;
  const terminate = (): void => connection.terminate();
  if (signal.aborted) terminate();
  signal.addEventListener("abort", terminate, { once: true });
  void connection.closed.then(() => signal.removeEventListener("abort", terminate));
}
