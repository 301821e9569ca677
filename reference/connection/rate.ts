/**
 * How often something may happen in an interval.
 *
 * @module
 */

/** Counts what happens in intervals that begin with the first event behind the last one. */
export class Rate {
  readonly #most: number;
  readonly #within: number;
  #from = -Infinity;
  #count = 0;

  /** @param most - events that an interval may have; 0 for any number. @param within - length of an interval in ms */
  constructor(most: number, within: number) {
    this.#most = most;
    this.#within = within;
  }

  /** Counts one event. @returns whether it is one too many */
  over(now: number): boolean {
    if (this.#most === 0) return false;
    if (now - this.#from >= this.#within) {
      this.#from = now;
      this.#count = 0;
    }
    this.#count += 1;
    return this.#count > this.#most;
  }
}
