/**
 * How much a connection decompresses before others have their turn.
 *
 * One chunk of 16 KiB can hold 3,000 messages of deflate, or one payload of 16 MiB: without a bound all of it would be decompressed
 * in one turn of the event loop, and all other connections would wait.
 *
 * @module
 */

/** What may be decompressed in a row: some ms of work, of which a turn more or less adds next to nothing. */
export interface TurnLimits {
  /** Messages; each takes tens of microseconds, however short it is. */
  readonly messages: number;
  /** Octets that came out, in one message too many at most. */
  readonly octets: number;
}

const DEFAULT_LIMITS: TurnLimits = { messages: 128, octets: 1024 * 1024 };

/** What is left of one connection's turn. It is used up over one turn or many, so that small inputs in one turn count too. */
export class DecompressionBudget {
  readonly #limits: TurnLimits;
  #messages = 0;
  #octets = 0;
  /** Whether a new turn was asked for. */
  turnRequested = false;

  constructor(most: TurnLimits = DEFAULT_LIMITS) {
    this.#limits = most;
  }

  /** Whether nothing is left. */
  get exhausted(): boolean {
    return this.#messages >= this.#limits.messages || this.#octets >= this.#limits.octets;
  }

  /** One message was decompressed. @param octets - that came out */
  spend(octets: number): void {
    this.#messages += 1;
    this.#octets += octets;
  }

  /** A new turn has begun. */
  renew(): void {
    this.#messages = 0;
    this.#octets = 0;
    this.turnRequested = false;
  }
}
