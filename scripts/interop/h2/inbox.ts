/**
 * Events that wait to be asked for.
 *
 * @module
 */
/** Something that was awaited did not come. */
export class NothingCame extends Error {
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

interface Waiter<E> {
  readonly wants: (event: E) => boolean;
  readonly give: (event: E) => void;
  readonly fail: (why: string) => void;
}

/** Events that nobody has asked for yet. */
export class Inbox<E> {
  readonly #events: E[] = [];
  readonly #waiters = new Set<Waiter<E>>();
  readonly #lastWords: (event: E) => string | undefined;
  #ended: string | undefined;

  /** @param lastWords - for an event behind which nothing comes, why that is */
  constructor(lastWords: (event: E) => string | undefined) {
    this.#lastWords = lastWords;
  }

  /** Adds an event, or gives it to the first who waits for it. */
  add(event: E): void {
    const waiter = [...this.#waiters].find(({ wants }) => wants(event));
    if (waiter === undefined) this.#events.push(event);
    else waiter.give(event);
    const why = this.#lastWords(event);
    if (why === undefined) return;
    this.#ended = why;
    for (const { fail } of this.#waiters) fail(why);
  }

  /** What waits. */
  get waiting(): readonly E[] {
    return this.#events;
  }

  /**
   * The first event that fits, those that wait included; the others go on waiting.
   *
   * @param patience - in ms
   * @throws {@link NothingCame} where it does not come in time or cannot come any more
   */
  take(awaited: string, wants: (event: E) => boolean, patience: number): Promise<E> {
    const at = this.#events.findIndex(wants);
    const [found] = at < 0 ? [] : this.#events.splice(at, 1);
    if (found !== undefined) return Promise.resolve(found);
    const nothing = (why: string): NothingCame => new NothingCame(awaited, why, [...this.#events]);
    if (this.#ended !== undefined) return Promise.reject(nothing(this.#ended));
    return this.#wait(wants, patience, nothing);
  }

  #wait(wants: Waiter<E>["wants"], patience: number, nothing: (why: string) => NothingCame): Promise<E> {
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
      const waiter: Waiter<E> = { wants, give, fail };
      this.#waiters.add(waiter);
    });
  }
}
