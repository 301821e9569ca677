/**
 * Reproducible random numbers.
 *
 * @module
 */

const TWO_32 = 2 ** 32;

/**
 * Mulberry32 by Tommy Ettinger (public domain), with 32 bits of state: the same seed gives the same numbers.
 * Suited to vary tests; not suited for secrets.
 */
export class SeededRandom {
  #state: number;

  /** @param seed - an integer; its lowest 32 bits count */
  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** Returns a number from 0 to below 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / TWO_32;
  }

  /** Returns an integer from 0 to below `end`. */
  below(end: number): number {
    return Math.floor(this.next() * end);
  }

  /** Returns true with the probability 1 / `times`. */
  once(times: number): boolean {
    return this.below(times) === 0;
  }

  /** Returns one of some things. */
  pick<T>(from: readonly T[]): T {
    return from[this.below(from.length)] as T;
  }

  /** Returns random octets. @param count - in octets */
  octets(count: number): Uint8Array {
    return Uint8Array.from({ length: count }, () => this.below(256));
  }

  /** Returns a size from `least` to `most` octets. Its logarithm is evenly distributed, so small sizes are frequent. */
  size(least: number, most: number): number {
    return Math.min(most, Math.floor(least - 1 + (most - least + 2) ** this.next()));
  }

  /** Returns a generator with a seed from this one, for one of several tasks that take turns. */
  fork(): SeededRandom {
    return new SeededRandom(this.below(TWO_32));
  }
}
