/**
 * The context of one direction: the octets that its next message may refer back to.
 *
 * @module
 */

const EMPTY = new Uint8Array(0);

/** The smallest capacity, in octets. */
const MIN_CAPACITY = 64;

/** The buffer holds the window and a fraction 1/4 of it, so that the window moves to the front only once for that many new octets. */
const SPARE_DIVISOR = 4;

/** Keeps the last octets of all messages that entered the context. The buffer grows as needed. */
export class SlidingWindow {
  readonly #size: number;
  #buffer = EMPTY;
  /** The offset of the end of the window in the buffer. */
  #end = 0;

  /** @param windowBits - the base-2 logarithm of the window size in octets */
  constructor(windowBits: number) {
    this.#size = 2 ** windowBits;
  }

  /** The octets of the window, the oldest first: a view that is valid until the next call of `add`. */
  get octets(): Uint8Array {
    return this.#buffer.subarray(Math.max(0, this.#end - this.#size), this.#end);
  }

  /** Adds a complete message. @param message - copied, since its owner may change it later */
  add(message: Uint8Array): void {
    const last = message.subarray(Math.max(0, message.length - this.#size));
    if (this.#end + last.length > this.#buffer.length) this.#makeRoom(last.length);
    this.#buffer.set(last, this.#end);
    this.#end += last.length;
  }

  /** Moves the window to the front of the buffer, after enlarging a buffer below its maximum. @param octets - to add, at most a window */
  #makeRoom(octets: number): void {
    const maximum = this.#size + this.#size / SPARE_DIVISOR;
    const end = Math.min(this.#end, this.#size - octets);
    const kept = this.#buffer.subarray(this.#end - end, this.#end);
    if (this.#buffer.length < maximum) {
      this.#buffer = new Uint8Array(Math.min(maximum, Math.max(MIN_CAPACITY, this.#buffer.length * 2, end + octets)));
    }
    this.#buffer.set(kept);
    this.#end = end;
  }
}
