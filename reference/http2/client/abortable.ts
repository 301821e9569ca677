/**
 * Waits for a promise until a signal aborts or a time has passed.
 *
 * @module
 */

/** Signal that aborts after a time. Unlike `AbortSignal.timeout`, it keeps the process running until then. */
export class Deadline {
  readonly #controller = new AbortController();
  readonly #timer: NodeJS.Timeout;

  /** @param ms - time from now */
  constructor(ms: number) {
    this.#timer = setTimeout(() => this.#controller.abort(), ms);
  }

  /** The signal. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Stops the timer. */
  clear(): void {
    clearTimeout(this.#timer);
  }
}

/**
 * Returns the result of a promise, or rejects with the reason of the first signal that aborts.
 *
 * @param signals - absent ones are ignored
 */
export async function abortable<T>(promise: Promise<T>, ...signals: (AbortSignal | undefined)[]): Promise<T> {
  const given = signals.filter((signal) => signal !== undefined);
  let stop: () => void = () => undefined;
  const aborted = new Promise<never>((_, reject) => {
    const aborts = given.map((signal) => {
      const abort = () => reject(signal.reason);
      if (signal.aborted) abort();
      signal.addEventListener("abort", abort, { once: true });
      return () => signal.removeEventListener("abort", abort);
    });
    stop = () => aborts.forEach((each) => each());
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    stop();
  }
}
