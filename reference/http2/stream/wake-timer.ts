/**
 * The one timer of a connection.
 *
 * @module
 */

/** The longest time that a timer of Node.js waits, in ms. */
const MAX_DELAY_MS = 2 ** 31 - 1;

/** What is woken. */
export interface WakeTarget {
  /** The time in ms. */
  readonly clock: () => number;
  /** Called at a deadline, or sometimes before it. */
  wake(): void;
}

/** Wakes a core when its deadline has come. Moved only where the deadline comes earlier; where it comes later the timer looks again. */
export class WakeTimer {
  readonly #target: WakeTarget;
  #timer: NodeJS.Timeout | undefined;
  #at = Infinity;

  /** @param sleeper - is woken */
  constructor(sleeper: WakeTarget) {
    this.#target = sleeper;
  }

  /** Takes note of the deadline, in ms of the clock; `undefined` for none. */
  set(deadline: number | undefined): void {
    if (deadline === undefined || deadline >= this.#at) return;
    clearTimeout(this.#timer);
    this.#at = deadline;
    // Not a function for each connection, of which there are many.
    this.#timer = setTimeout(WakeTimer.#due, Math.min(MAX_DELAY_MS, Math.max(0, Math.ceil(deadline - this.#target.clock()))), this);
    // What keeps the process running is the socket.
    this.#timer.unref();
  }

  /** Stops for good. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#at = -Infinity;
  }

  static #due(timer: WakeTimer): void {
    timer.#at = Infinity;
    timer.#target.wake();
  }
}
