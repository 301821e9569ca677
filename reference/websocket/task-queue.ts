/**
 * A queue of tasks, as the WHATWG standards have it: each runs by itself, with all microtasks done before the next. A program
 * that takes one event, awaits, and then listens for the next one misses none.
 *
 * @module
 */

/** Runs tasks in the order in which they were queued. */
export class TaskQueue {
  #waiting = 0;

  /** Whether all tasks have run; not while one runs. */
  get done(): boolean {
    return this.#waiting === 0;
  }

  /** Queues a task. Immediates run in order, and Node.js empties the queue of microtasks after each. */
  queue(task: () => void): void {
    this.#waiting++;
    setImmediate(() => {
      task();
      this.#waiting--;
    });
  }
}
