/**
 * The context of one direction: what its messages may refer back to.
 *
 * @module
 */

const EMPTY = new Uint8Array(0);

/** The smallest room, in octets. */
const LEAST = 64;

/** The room is the window and one part in so many of it: that much is added before what is kept moves to the front. */
const SPARE = 4;

/** The last octets of all messages that entered the context: a window that slides through a buffer, which grows as it is needed. */
export class History {
  readonly #window: number;
  #room = EMPTY;
  /** Where the octets end in the room. */
  #end = 0;

  /** @param windowBits - the context has at most 2 to the power of this many octets */
  constructor(windowBits: number) {
    this.#window = 2 ** windowBits;
  }

  /** The octets, the oldest first; a view that holds until more are added. */
  get octets(): Uint8Array {
    return this.#room.subarray(Math.max(0, this.#end - this.#window), this.#end);
  }

  /** Takes a whole message in. @param message - copied, so that nobody changes the context later */
  add(message: Uint8Array): void {
    const last = message.subarray(Math.max(0, message.length - this.#window));
    if (this.#end + last.length > this.#room.length) this.#makeRoom(last.length);
    this.#room.set(last, this.#end);
    this.#end += last.length;
  }

  /** What is kept moves to the front, of a larger room where there can be one. @param octets - how many come, at most a window */
  #makeRoom(octets: number): void {
    const most = this.#window + this.#window / SPARE;
    const end = Math.min(this.#end, this.#window - octets);
    const kept = this.#room.subarray(this.#end - end, this.#end);
    if (this.#room.length < most) this.#room = new Uint8Array(Math.min(most, Math.max(LEAST, this.#room.length * 2, end + octets)));
    this.#room.set(kept);
    this.#end = end;
  }
}
