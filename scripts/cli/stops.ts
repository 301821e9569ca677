/**
 * Being asked to end: by the system, or because nobody reads any more.
 *
 * @module
 */
import type { EventEmitter } from "node:events";

/** The signals that ask a program to end. */
const SIGNALS = ["SIGINT", "SIGTERM"] as const;

/** Who is to be told. */
export class Stops {
  readonly #system: EventEmitter;
  readonly #calls = new Set<() => void>();

  /** @param system - emits the signals, as `process` does */
  constructor(system: EventEmitter) {
    this.#system = system;
  }

  /** Calls back each time that the program is asked to end. @returns stops that */
  on(stop: () => void): () => void {
    for (const signal of SIGNALS) this.#system.on(signal, stop);
    this.#calls.add(stop);
    return () => {
      for (const signal of SIGNALS) this.#system.off(signal, stop);
      this.#calls.delete(stop);
    };
  }

  /** Asks the program to end in its own way, which also says by what exit code. */
  ask(): void {
    for (const stop of [...this.#calls]) stop();
  }
}
