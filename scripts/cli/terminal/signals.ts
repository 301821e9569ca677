/**
 * Requests to stop: a signal of the system, or a closed output.
 *
 * @module
 */
import type { EventEmitter } from "node:events";

/** The signals that ask a program to stop. */
const SIGNALS = ["SIGINT", "SIGTERM"] as const;

/** Calls listeners when the program is asked to stop. */
export class StopSignals {
  readonly #emitter: EventEmitter;
  readonly #listeners = new Set<() => void>();

  /** @param system - the emitter of the signals, such as `process` */
  constructor(system: EventEmitter) {
    this.#emitter = system;
  }

  /** Calls back on each request to stop. @returns a function that unsubscribes */
  subscribe(stop: () => void): () => void {
    for (const signal of SIGNALS) this.#emitter.on(signal, stop);
    this.#listeners.add(stop);
    return () => {
      for (const signal of SIGNALS) this.#emitter.off(signal, stop);
      this.#listeners.delete(stop);
    };
  }

  /** Requests a stop, as a signal does. The running command chooses the exit code. */
  request(): void {
    for (const stop of [...this.#listeners]) stop();
  }
}
