/**
 * How often something may happen in an interval.
 *
 * @module
 */

/** Counts what happens in intervals that begin with the first event behind the last one. */
export class RateLimiter {
  readonly #limit: number;
  readonly #interval: number;
  #intervalStart = -Infinity;
  #count = 0;

  /** @param most - events that an interval may have; 0 for any number. @param within - length of an interval in ms */
  constructor(most: number, within: number) {
    this.#limit = most;
    this.#interval = within;
  }

  /** Counts one event. @returns whether it is one too many */
  overLimit(now: number): boolean {
    if (this.#limit === 0) return false;
    if (now - this.#intervalStart >= this.#interval) {
      this.#intervalStart = now;
      this.#count = 0;
    }
    this.#count += 1;
    return this.#count > this.#limit;
  }
}
