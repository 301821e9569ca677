/**
 * Lets only so many through at once.
 *
 * @module
 */

/** A gate; what does not fit waits in line. */
export class Semaphore {
  #free: number;
  readonly #queue: (() => void)[] = [];

  /** @param room - how many at once */
  constructor(room: number) {
    this.#free = room;
  }

  /** Does some work when there is room for it. @throws what the work throws */
  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#free > 0) this.#free -= 1;
    else await new Promise<void>((resolve) => this.#queue.push(resolve));
    try {
      return await work();
    } finally {
      const next = this.#queue.shift();
      if (next === undefined) this.#free += 1;
      else next();
    }
  }
}
