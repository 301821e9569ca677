/**
 * The context of one direction: what its messages may refer back to.
 *
 * @module
 */

const EMPTY = new Uint8Array(0);

/** The smallest room, in octets. */
const MIN_CAPACITY = 64;

/** The room is the window and one part in so many of it: that much is added before what is kept moves to the front. */
const SPARE_DIVISOR = 4;

/** The last octets of all messages that entered the context: a window that slides through a buffer, which grows as it is needed. */
export class SlidingWindow {
  readonly #size: number;
  #buffer = EMPTY;
  /** Where the octets end in the room. */
  #end = 0;

  /** @param windowBits - the context has at most 2 to the power of this many octets */
  constructor(windowBits: number) {
    this.#size = 2 ** windowBits;
  }

  /** The octets, the oldest first; a view that holds until more are added. */
  get octets(): Uint8Array {
    return this.#buffer.subarray(Math.max(0, this.#end - this.#size), this.#end);
  }

  /** Takes a whole message in. @param message - copied, so that nobody changes the context later */
  add(message: Uint8Array): void {
    const last = message.subarray(Math.max(0, message.length - this.#size));
    if (this.#end + last.length > this.#buffer.length) this.#makeRoom(last.length);
    this.#buffer.set(last, this.#end);
    this.#end += last.length;
  }

  /** What is kept moves to the front, of a larger room where there can be one. @param octets - how many come, at most a window */
  #makeRoom(octets: number): void {
    const most = this.#size + this.#size / SPARE_DIVISOR;
    const end = Math.min(this.#end, this.#size - octets);
    const kept = this.#buffer.subarray(this.#end - end, this.#end);
    if (this.#buffer.length < most) this.#buffer = new Uint8Array(Math.min(most, Math.max(MIN_CAPACITY, this.#buffer.length * 2, end + octets)));
    this.#buffer.set(kept);
    this.#end = end;
  }
}
