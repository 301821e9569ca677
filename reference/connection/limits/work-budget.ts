/**
 * Counts the compression and decompression of one turn of the event loop.
 *
 * 16 KiB can contain 3,000 messages of deflate, or a part of one message of 16 MiB. Without a bound, one turn would decompress all that
 * has arrived and delay every other connection.
 *
 * @module
 */

/** The bounds of one turn. They amount to a few ms of work, so that the cost of a turn itself is negligible. */
export interface TurnLimits {
  /** Messages. Each takes tens of microseconds, however short it is. */
  readonly messages: number;
  /** Octets after decompression. The last message may exceed the bound. */
  readonly octets: number;
}

const DEFAULT_LIMITS: TurnLimits = { messages: 128, octets: 1024 * 1024 };

/**
 * The budget of one turn. All inputs of the turn share it.
 *
 * @example
 * ```ts
 * import { WorkBudget } from "websocket2";
 *
 * const budget = new WorkBudget({ messages: 2, octets: 1000 });
 * budget.spend(1000);
 * console.log(budget.exhausted); // true
 * budget.renew();
 * console.log(budget.exhausted); // false
 * ```
 */
export class WorkBudget {
  readonly #limits: TurnLimits;
  readonly #onfirst: (() => void) | undefined;
  #messages = 0;
  #octets = 0;
  /** Whether the turn has left one message half done, which the next turn finishes first: it holds memory. */
  unfinished = false;

  /**
   * @param limits - the bounds of one turn
   * @param onfirst - called with the first work since the budget was renewed
   */
  constructor(limits: TurnLimits = DEFAULT_LIMITS, onfirst?: () => void) {
    this.#limits = limits;
    this.#onfirst = onfirst;
  }

  /** Whether the budget is spent. */
  get exhausted(): boolean {
    return this.#messages >= this.#limits.messages || this.#octets >= this.#limits.octets;
  }

  /** Counts one message. @param octets - the work in octets after decompression */
  spend(octets: number): void {
    if (this.#messages === 0) this.#onfirst?.();
    this.#messages += 1;
    this.#octets += octets;
  }

  /** Begins a new turn with a full budget. */
  renew(): void {
    this.#messages = 0;
    this.#octets = 0;
    this.unfinished = false;
  }
}
