/**
 * Stream below HTTP/2 while it is being opened.
 *
 * @module
 */
import type { Duplex } from "node:stream";

import { LocalError } from "../../layout/errors.ts";
import { errorLine, SessionError } from "../stream/session-error.ts";
import { abortable } from "./abortable.ts";

/** Returns what the openings that wait reject with. */
function failureOf(error: unknown): Error {
  if (error instanceof SessionError || error instanceof LocalError) return error;
  return new SessionError(errorLine(error), undefined, error instanceof Error ? error : undefined);
}

/** Opens one stream for all openings that wait for it, and gives up when none waits any more. */
export class PendingStream {
  readonly #abort = new AbortController();
  readonly #settled: (stream: Duplex | undefined) => void;
  readonly #opened: Promise<void>;
  #isSettled = false;
  #waiting = 0;

  /**
   * @param open - opens the stream; the signal aborts when the stream is no longer wanted
   * @param settled - called once, before those who wait resume: with the stream, or without one that failed or is no longer wanted
   */
  constructor(open: (signal: AbortSignal) => Promise<Duplex>, settled: (stream: Duplex | undefined) => void) {
    this.#settled = settled;
    this.#opened = open(this.#abort.signal).then(
      (stream) => {
        if (this.#isSettled) stream.destroy();
        else this.#settle(stream);
      },
      (error: unknown) => {
        this.#settle(undefined);
        throw failureOf(error);
      },
    );
    this.#opened.catch(() => undefined);
  }

  #settle(stream: Duplex | undefined): void {
    if (this.#isSettled) return;
    this.#isSettled = true;
    this.#settled(stream);
  }

  /**
   * Waits until the stream is open.
   *
   * @throws `SessionError` or LocalError if it does not open, the reason of the first signal that aborts
   */
  async wait(...signals: (AbortSignal | undefined)[]): Promise<void> {
    this.#waiting += 1;
    try {
      await abortable(this.#opened, ...signals, this.#abort.signal);
    } finally {
      this.#waiting -= 1;
      if (this.#waiting === 0) this.abort();
    }
  }

  /** Gives up, unless the stream is open: its signal never aborts after that, since it may still be tied to the stream. */
  abort(): void {
    if (this.#isSettled) return;
    this.#settle(undefined);
    this.#abort.abort(new SessionError("no opening waits for the socket any more", undefined, undefined));
  }
}
