/**
 * The context of one direction: what its messages may refer back to.
 *
 * @module
 */

const EMPTY = new Uint8Array(0);

/** The last octets of all messages that entered the context. */
export class History {
  readonly #most: number;
  #octets = EMPTY;

  /** @param windowBits - the context has at most 2 to the power of this many octets */
  constructor(windowBits: number) {
    this.#most = 2 ** windowBits;
  }

  /** The octets, the oldest first. */
  get octets(): Uint8Array {
    return this.#octets;
  }

  /** Takes a whole message in. @param message - copied, so that nobody changes the context later */
  add(message: Uint8Array): void {
    if (message.length >= this.#most) {
      this.#octets = message.slice(message.length - this.#most);
      return;
    }
    const kept = this.#octets.subarray(Math.max(0, this.#octets.length + message.length - this.#most));
    const joined = new Uint8Array(kept.length + message.length);
    joined.set(kept);
    joined.set(message, kept.length);
    this.#octets = joined;
  }
}
