/**
 * Bounds the messages that wait for applications, over all connections together. Each connection has limits of its own, but an
 * application with many connections may stop reading on all of them.
 *
 * @module
 */
import { LocalError } from "../../layout/errors.ts";

const MIB = 1024 * 1024;

/** The default of {@link MessageBudget.octets}: 128 MiB. */
const DEFAULT_OCTETS = 128 * MIB;

/** Is called when a budget has room again. */
export interface BudgetWaiter {
  /** Receives the news, at the earliest after the input that made room. The waiter may wait again. */
  budgetReleased(): void;
}

/**
 * A number of octets that the messages waiting on all connections with this budget may take. While they take more, a connection whose
 * application has paused gives no stream window back and leaves compressed messages unread. A connection whose application takes
 * messages is not held up, and a message that has been read is let through whatever its size, so the excess is one message.
 *
 * Messages are counted in octets, texts in UTF-16 code units, until the application has taken them or the connection has ended. The
 * octets of a frame in progress count too, but hold up only connections whose application has paused: each of the others may hold one
 * frame.
 *
 * @example
 * ```ts
 * import { MessageBudget, WebSocket2Server } from "websocket2";
 *
 * const messageBudget = new MessageBudget(32 * 1024 * 1024);
 * const server = new WebSocket2Server({ resources: {}, messageBudget });
 * console.log(server.connections.size, messageBudget.waitingOctets); // 0 0
 * ```
 */
export class MessageBudget {
  /** The greatest size of all waiting messages, in octets. */
  readonly octets: number;
  #waitingOctets = 0;
  readonly #waiters = new Set<BudgetWaiter>();

  /**
   * @param octets - the greatest size of all waiting messages, in octets, from 0; the default is 134,217,728 (128 MiB), and `Infinity`
   *   removes the bound
   * @throws {@link LocalError} if it is not a number from 0
   */
  constructor(octets = DEFAULT_OCTETS) {
    if (!(octets >= 0)) throw new LocalError("octets", `expected octets from 0, found ${octets}`);
    this.octets = octets;
  }

  /** The size of all waiting messages, in octets. */
  get waitingOctets(): number {
    return this.#waitingOctets;
  }

  /** Returns whether the waiting messages exceed the budget. @param uncounted - octets of one connection that are not counted yet */
  exceededWith(uncounted: number): boolean {
    return this.#waitingOctets + uncounted > this.octets;
  }

  /** Counts the messages of one connection. @param octets - the change of their size; negative if messages were taken */
  add(octets: number): void {
    this.#waitingOctets += octets;
    if (octets < 0 && this.#waiters.size > 0 && !this.exceededWith(0)) this.#release();
  }

  /** Calls a waiter once when the budget has room. */
  wait(waiter: BudgetWaiter): void {
    this.#waiters.add(waiter);
  }

  /** Removes a waiter. */
  forget(waiter: BudgetWaiter): void {
    this.#waiters.delete(waiter);
  }

  #release(): void {
    const waiters = [...this.#waiters];
    this.#waiters.clear();
    for (const waiter of waiters) waiter.budgetReleased();
  }
}
