/**
 * Task queue of the WHATWG standards: all microtasks run between two tasks. A program that awaits one event and then listens for the next
 * one misses no event.
 *
 * @module
 */

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
      task();
      this.#waiting--;
    });
  }
}
