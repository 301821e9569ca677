/**
 * Task queue of the WHATWG standards: all microtasks run between two tasks. A program that awaits one event and then listens for the next
 * one misses no event.
 *
 * @module
 */

/** Reports an exception of a callback as Node.js does for a listener: as an uncaught exception, once the running code has returned. */
export function reportException(exception: unknown): void {
  process.nextTick(() => {
    throw exception;
  });
}

/** Runs tasks in order. */
export class TaskQueue {
  #waiting = 0;

  /** Whether all tasks have completed. */
  get done(): boolean {
    return this.#waiting === 0;
  }

  /** Queues a task. Node.js runs immediates in order, and all microtasks after each. */
  queue(task: () => void): void {
    this.#waiting++;
    setImmediate(() => {
      try {
        task();
      } finally {
        this.#waiting--;
      }
    });
  }
}
