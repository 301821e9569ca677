/**
 * A semaphore for asynchronous tasks.
 *
 * @module
 */

/** Runs a bounded number of tasks at once; further tasks wait in the order of their arrival. */
export class Semaphore {
  #free: number;
  readonly #queue: (() => void)[] = [];

  /** @param permits - how many tasks run at once */
  constructor(permits: number) {
    this.#free = permits;
  }

  /** Runs a task when there is room for it. @throws the error of the task */
  async run<T>(task: () => Promise<T>): Promise<T> {
    if (this.#free > 0) this.#free -= 1;
    else await new Promise<void>((resolve) => this.#queue.push(resolve));
    try {
      return await task();
    } finally {
      const next = this.#queue.shift();
      if (next === undefined) this.#free += 1;
      else next();
    }
  }
}
