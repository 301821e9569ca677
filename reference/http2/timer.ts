/**
 * The one timer of a connection.
 *
 * @module
 */

/** The longest time that a timer of Node.js waits, in ms. */
const MOST = 2 ** 31 - 1;

/** Wakes a core when its deadline has come. Moved only where the deadline comes earlier; where it comes later the timer looks again. */
export class WakeTimer {
  readonly #clock: () => number;
  readonly #wake: () => void;
  #timer: NodeJS.Timeout | undefined;
  #at = Infinity;

  /** @param clock - the time in ms; @param wake - called at a deadline, or sometimes before it */
  constructor(clock: () => number, wake: () => void) {
    this.#clock = clock;
    this.#wake = wake;
  }

  /** Takes note of the deadline, in ms of the clock; `undefined` for none. */
  set(deadline: number | undefined): void {
    if (deadline === undefined || deadline >= this.#at) return;
    clearTimeout(this.#timer);
    this.#at = deadline;
    this.#timer = setTimeout(this.#due, Math.min(MOST, Math.max(0, Math.ceil(deadline - this.#clock()))));
    // What keeps the process running is the socket.
    this.#timer.unref();
  }

  /** Stops for good. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#at = -Infinity;
  }

  readonly #due = (): void => {
    this.#at = Infinity;
    this.#wake();
  };
}
