/**
 * Counts events against a limit on their number in an interval.
 *
 * @module
 */

/** Counts events of one kind. An interval begins with the first event after the end of the previous interval. */
export class RateLimiter {
  readonly #limit: number;
  readonly #interval: number;
  #intervalStart = -Infinity;
  #count = 0;

  /**
   * @param limit - the events permitted in an interval; 0 permits any number
   * @param interval - the length of an interval in ms
   */
  constructor(limit: number, interval: number) {
    this.#limit = limit;
    this.#interval = interval;
  }

  /** Counts one event. @param now - in ms. @returns whether it exceeds the limit */
  count(now: number): boolean {
    if (this.#limit === 0) return false;
    if (now - this.#intervalStart >= this.#interval) {
      this.#intervalStart = now;
      this.#count = 0;
    }
    this.#count += 1;
    return this.#count > this.#limit;
  }
}
