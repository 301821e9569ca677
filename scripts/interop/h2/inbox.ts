/**
 * Events that wait to be asked for.
 *
 * @module
 */
import type { EventOf, EventType, PeerEvent } from "./event.ts";

/** Something that was awaited did not come. */
export class NothingCame extends Error {
  override readonly name = "NothingCame";
  /** What was awaited, in words. */
  readonly awaited: string;
  /** What came instead and was not asked for. */
  readonly instead: readonly PeerEvent[];

  constructor(awaited: string, why: string, instead: readonly PeerEvent[]) {
    super(`expected ${awaited}, found ${why}`);
    this.awaited = awaited;
    this.instead = instead;
  }
}

interface Waiter {
  readonly wants: (event: PeerEvent) => boolean;
  readonly give: (event: PeerEvent) => void;
  readonly fail: (why: string) => void;
}

/** The events of a peer that nobody has asked for yet. */
export class Inbox {
  readonly #events: PeerEvent[] = [];
  readonly #waiters = new Set<Waiter>();
  #ended: string | undefined;

  /** Adds an event, or gives it to the first who waits for it. */
  add(event: PeerEvent): void {
    const waiter = [...this.#waiters].find(({ wants }) => wants(event));
    if (waiter === undefined) this.#events.push(event);
    else waiter.give(event);
    if (event.type !== "LOSS" && event.type !== "MALFORMED") return;
    this.#ended = event.why;
    for (const { fail } of this.#waiters) fail(event.why);
  }

  /** What waits. */
  get waiting(): readonly PeerEvent[] {
    return this.#events;
  }

  /**
   * The first event that fits, those that wait included; the others go on waiting.
   *
   * @param patience - in ms
   * @throws {@link NothingCame} where it does not come in time or cannot come any more
   */
  take(awaited: string, wants: (event: PeerEvent) => boolean, patience: number): Promise<PeerEvent> {
    const at = this.#events.findIndex(wants);
    const [found] = at < 0 ? [] : this.#events.splice(at, 1);
    if (found !== undefined) return Promise.resolve(found);
    const nothing = (why: string): NothingCame => new NothingCame(awaited, why, [...this.#events]);
    if (this.#ended !== undefined) return Promise.reject(nothing(this.#ended));
    return this.#wait(wants, patience, nothing);
  }

  #wait(wants: Waiter["wants"], patience: number, nothing: (why: string) => NothingCame): Promise<PeerEvent> {
    return new Promise((resolve, reject) => {
      const done = (): void => {
        clearTimeout(timer);
        this.#waiters.delete(waiter);
      };
      const fail = (why: string): void => {
        done();
        reject(nothing(why));
      };
      const give = (event: PeerEvent): void => {
        done();
        resolve(event);
      };
      const timer = setTimeout(() => fail(`nothing within ${patience} ms`), patience);
      const waiter: Waiter = { wants, give, fail };
      this.#waiters.add(waiter);
    });
  }
}

/** Says of an event whether it has the type and fits. */
export function isOf<T extends EventType>(type: T, fits: (event: EventOf<T>) => boolean): (event: PeerEvent) => boolean {
  return (event) => event.type === type && fits(event as EventOf<T>);
}
