/**
 * A queue of events that readers await by predicate.
 *
 * @module
 */

/** Thrown when an awaited event does not arrive in time, or can no longer arrive. */
export class TimeoutError extends Error {
  override readonly name = "TimeoutError";
  /** Describes the awaited event. */
  readonly awaited: string;
  /** Describes the reason: the timeout, or the event that ended the queue. */
  readonly found: string;
  /** The queued events that did not match. */
  readonly instead: readonly unknown[];
  /** Whether the time ran out; otherwise an event has ended the queue. */
  readonly timedOut: boolean;

  constructor(awaited: string, found: string, instead: readonly unknown[], timedOut: boolean) {
    super(`expected ${awaited}, found ${found}`);
    this.awaited = awaited;
    this.found = found;
    this.instead = instead;
    this.timedOut = timedOut;
  }
}

interface EventWaiter<E> {
  readonly matches: (event: E) => boolean;
  readonly resolve: (event: E) => void;
  readonly reject: (reason: string, timedOut?: boolean) => void;
}

/** A queue of events; an event stays queued until a reader takes it. */
export class EventQueue<E> {
  readonly #events: E[] = [];
  readonly #waiters = new Set<EventWaiter<E>>();
  readonly #terminalReason: (event: E) => string | undefined;
  #endReason: string | undefined;

  /** @param terminalReason - returns a description for an event that no other event follows */
  constructor(terminalReason: (event: E) => string | undefined) {
    this.#terminalReason = terminalReason;
  }

  /** Adds an event, or hands it to the first reader that awaits it. */
  add(event: E): void {
    const waiter = [...this.#waiters].find(({ matches }) => matches(event));
    if (waiter === undefined) this.#events.push(event);
    else waiter.resolve(event);
    const reason = this.#terminalReason(event);
    if (reason === undefined) return;
    this.#endReason = reason;
    for (const { reject } of this.#waiters) reject(reason);
  }

  /** The queued events. */
  get unread(): readonly E[] {
    return this.#events;
  }

  /**
   * Takes the first event that matches, queued or future. Other events stay queued.
   *
   * @param awaited - describes the event, for the error
   * @throws {@link TimeoutError} if it does not arrive within `timeoutMs`, or can no longer arrive
   */
  next(awaited: string, matches: (event: E) => boolean, timeoutMs: number): Promise<E> {
    const index = this.#events.findIndex(matches);
    const [found] = index < 0 ? [] : this.#events.splice(index, 1);
    if (found !== undefined) return Promise.resolve(found);
    if (this.#endReason !== undefined) return Promise.reject(new TimeoutError(awaited, this.#endReason, [...this.#events], false));
    return this.#wait(awaited, matches, timeoutMs);
  }

  #wait(awaited: string, matches: EventWaiter<E>["matches"], timeoutMs: number): Promise<E> {
    return new Promise((resolve, reject) => {
      const remove = (): void => {
        clearTimeout(timer);
        this.#waiters.delete(waiter);
      };
      const waiter: EventWaiter<E> = {
        matches,
        resolve: (event) => {
          remove();
          resolve(event);
        },
        reject: (reason, timedOut = false) => {
          remove();
          reject(new TimeoutError(awaited, reason, [...this.#events], timedOut));
        },
      };
      const timer = setTimeout(() => waiter.reject(`nothing within ${timeoutMs} ms`, true), timeoutMs);
      this.#waiters.add(waiter);
    });
  }
}
