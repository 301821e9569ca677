/**
 * Being asked to end: by the system, or because nobody reads any more.
 *
 * @module
 */
import type { EventEmitter } from "node:events";

/** The signals that ask a program to end. */
const SIGNALS = ["SIGINT", "SIGTERM"] as const;

/** Who is to be told. */
export class StopSignals {
  readonly #emitter: EventEmitter;
  readonly #listeners = new Set<() => void>();

  /** @param system - emits the signals, as `process` does */
  constructor(system: EventEmitter) {
    this.#emitter = system;
  }

  /** Calls back each time that the program is asked to end. @returns stops that */
  subscribe(stop: () => void): () => void {
    for (const signal of SIGNALS) this.#emitter.on(signal, stop);
    this.#listeners.add(stop);
    return () => {
      for (const signal of SIGNALS) this.#emitter.off(signal, stop);
      this.#listeners.delete(stop);
    };
  }

  /** Asks the program to end in its own way, which also says by what exit code. */
  request(): void {
    for (const stop of [...this.#listeners]) stop();
  }
}
