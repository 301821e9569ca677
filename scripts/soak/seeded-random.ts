/**
 * Random numbers that are the same for the same seed.
 *
 * @module
 */

const TWO_32 = 2 ** 32;

/** A generator with 32 bits of state (mulberry32): even enough for sizes and pauses, and for nothing else. */
export class SeededRandom {
  #state: number;

  /** @param seed - an integer */
  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** A number from 0 to below 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / TWO_32;
  }

  /** An integer from 0 to below `end`. */
  below(end: number): number {
    return Math.floor(this.next() * end);
  }

  /** Whether something comes about that does so once in `times`. */
  once(times: number): boolean {
    return this.below(times) === 0;
  }

  /** A size from `least` to `most` octets; small ones are as frequent as large ones are long. */
  size(least: number, most: number): number {
    return Math.min(most, Math.floor(least - 1 + (most - least + 2) ** this.next()));
  }

  /** A generator of its own, for one of many that take turns. */
  fork(): SeededRandom {
    return new SeededRandom(this.below(TWO_32));
  }
}
