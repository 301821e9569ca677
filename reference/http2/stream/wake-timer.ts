/**
 * Timer of a connection.
 *
 * @module
 */

/** The longest delay of a timer of Node.js, in ms. */
const MAX_DELAY_MS = 2 ** 31 - 1;

/** Is called by a {@link WakeTimer}. */
export interface WakeTarget {
  /** Returns the time in ms. */
  readonly clock: () => number;
  /** Whether a timer that is set now keeps the process running; by default, only the socket does. */
  readonly keepsProcess?: boolean;
  /** Called at a deadline, or sometimes before it. */
  wake(): void;
}

/** Wakes its target at a deadline. A later deadline does not move the timer, which then wakes early and is set again. */
export class WakeTimer {
  readonly #target: WakeTarget;
  #timer: NodeJS.Timeout | undefined;
  /** `undefined` while no timer is set. */
  #wakeAt: number | undefined;

  /** @param target - called at the deadline */
  constructor(target: WakeTarget) {
    this.#target = target;
  }

  /** Sets the deadline, in ms of the clock. */
  set(deadline: number): void {
    if (deadline >= (this.#wakeAt ?? Infinity)) return;
    clearTimeout(this.#timer);
    this.#wakeAt = deadline;
    // A shared function, which saves memory for each connection.
    this.#timer = setTimeout(WakeTimer.#due, Math.min(MAX_DELAY_MS, Math.max(0, Math.ceil(deadline - this.#target.clock()))), this);
    if (this.#target.keepsProcess !== true) this.#timer.unref();
  }

  /** Stops the timer for good. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#wakeAt = -Infinity;
  }

  static #due(timer: WakeTimer): void {
    timer.#wakeAt = undefined;
    timer.#target.wake();
  }
}
