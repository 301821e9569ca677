/**
 * Shares the turns of the event loop among handshakes.
 *
 * Node.js emits all streams of one read in one turn, hundreds of them. Handshakes that would take tens of ms together wait here, so that
 * other connections go on in between. They have turns of their own: an opening does not wait behind messages to decompress.
 *
 * @module
 */
import { Fifo } from "../../bytes/fifo.ts";

/** The handshakes of one turn, which amount to a few ms. */
const HANDSHAKES = 32;

/** Begins a bounded number of handshakes in each turn, in the order of their arrival. */
export class HandshakeTurns {
  readonly #nextTurn: (call: () => void) => void;
  readonly #most: number;
  readonly #waiting = new Fifo<() => void>();
  /** The handshakes of this turn, with those that are about to begin. */
  #begun = 0;
  #requested = false;

  /**
   * @param nextTurn - calls back in a later turn, in the order of the calls; `setImmediate` on Node.js. Between two of them, promises are
   *   settled: a decision that is made at once is counted no longer when the next handshake begins.
   * @param most - the handshakes of one turn
   */
  constructor(nextTurn: (call: () => void) => void, most: number = HANDSHAKES) {
    this.#nextTurn = nextTurn;
    this.#most = most;
  }

  /** Begins a handshake, now if the turn permits it and none waits, otherwise in a later turn. @returns whether it has begun */
  begin(handshake: () => void): boolean {
    this.#request();
    if (this.#begun >= this.#most || this.#waiting.first !== undefined) {
      this.#waiting.push(handshake);
      return false;
    }
    this.#begun += 1;
    handshake();
    return true;
  }

  #request(): void {
    if (this.#requested) return;
    this.#requested = true;
    this.#nextTurn(() => this.#turn());
  }

  #turn(): void {
    this.#requested = false;
    this.#begun = Math.min(this.#most, this.#waiting.length);
    for (let at = 0; at < this.#begun; at += 1) this.#nextTurn(() => this.#waiting.shift()?.());
    if (this.#begun > 0) this.#request();
  }
}

/** The turns that all servers of the process share. */
export const nodeHandshakeTurns = new HandshakeTurns((call) => void setImmediate(call));
