/**
 * Waiting no longer than signals allow.
 *
 * @module
 */

/**
 * The result of a promise.
 *
 * @param signals - the first that aborts rejects with its reason; absent ones do not count
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
