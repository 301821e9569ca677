/**
 * Events that wait to be asked for.
 *
 * @module
 */
/** Something that was awaited did not come. */
export class TimeoutError extends Error {
  override readonly name = "NothingCame";
  /** What was awaited, in words. */
  readonly awaited: string;
  /** What came instead and was not asked for. */
  readonly instead: readonly unknown[];
  /** Why it cannot come any more, or that time was up. */
  readonly found: string;

  constructor(awaited: string, found: string, instead: readonly unknown[]) {
    super(`expected ${awaited}, found ${found}`);
    this.awaited = awaited;
    this.found = found;
    this.instead = instead;
  }
}

interface EventWaiter<E> {
  readonly matches: (event: E) => boolean;
  readonly resolve: (event: E) => void;
  readonly reject: (why: string) => void;
}

/** Events that nobody has asked for yet. */
export class EventQueue<E> {
  readonly #events: E[] = [];
  readonly #waiters = new Set<EventWaiter<E>>();
  readonly #terminalReason: (event: E) => string | undefined;
  #endReason: string | undefined;

  /** @param lastWords - for an event behind which nothing comes, why that is */
  constructor(lastWords: (event: E) => string | undefined) {
    this.#terminalReason = lastWords;
  }

  /** Adds an event, or gives it to the first who waits for it. */
  add(event: E): void {
    const waiter = [...this.#waiters].find(({ matches: wants }) => wants(event));
    if (waiter === undefined) this.#events.push(event);
    else waiter.resolve(event);
    const why = this.#terminalReason(event);
    if (why === undefined) return;
    this.#endReason = why;
    for (const { reject: fail } of this.#waiters) fail(why);
  }

  /** What waits. */
  get unread(): readonly E[] {
    return this.#events;
  }

  /**
   * The first event that fits, those that wait included; the others go on waiting.
   *
   * @param patience - in ms
   * @throws {@link NothingCame} where it does not come in time or cannot come any more
   */
  next(awaited: string, wants: (event: E) => boolean, patience: number): Promise<E> {
    const at = this.#events.findIndex(wants);
    const [found] = at < 0 ? [] : this.#events.splice(at, 1);
    if (found !== undefined) return Promise.resolve(found);
    const nothing = (why: string): TimeoutError => new TimeoutError(awaited, why, [...this.#events]);
    if (this.#endReason !== undefined) return Promise.reject(nothing(this.#endReason));
    return this.#wait(wants, patience, nothing);
  }

  #wait(wants: EventWaiter<E>["matches"], patience: number, nothing: (why: string) => TimeoutError): Promise<E> {
    return new Promise((resolve, reject) => {
      const done = (): void => {
        clearTimeout(timer);
        this.#waiters.delete(waiter);
      };
      const fail = (why: string): void => {
        done();
        reject(nothing(why));
      };
      const give = (event: E): void => {
        done();
        resolve(event);
      };
      const timer = setTimeout(() => fail(`nothing within ${patience} ms`), patience);
      const waiter: EventWaiter<E> = { matches: wants, resolve: give, reject: fail };
      this.#waiters.add(waiter);
    });
  }
}
