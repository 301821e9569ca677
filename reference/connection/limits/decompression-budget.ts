/**
 * Counts the messages that a connection decompresses in one turn of the event loop.
 *
 * 16 KiB can contain 3,000 messages of deflate, or a part of one message of 16 MiB. Without a bound, one connection would decompress all
 * of it at once and delay every other connection.
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

/** The budget of one connection. All inputs of one turn share it. It is renewed when the requested turn begins. */
export class DecompressionBudget {
  readonly #limits: TurnLimits;
  #messages = 0;
  #octets = 0;
  /** Whether the connection has requested a turn, which renews the budget. */
  turnRequested = false;

  constructor(limits: TurnLimits = DEFAULT_LIMITS) {
    this.#limits = limits;
  }

  /** Whether the budget is spent. */
  get exhausted(): boolean {
    return this.#messages >= this.#limits.messages || this.#octets >= this.#limits.octets;
  }

  /** Counts one decompressed message. @param octets - after decompression */
  spend(octets: number): void {
    this.#messages += 1;
    this.#octets += octets;
  }

  /** Begins a new turn with a full budget. */
  renew(): void {
    this.#messages = 0;
    this.#octets = 0;
    this.turnRequested = false;
  }
}
