/**
 * Octets that come before the decision on a handshake.
 *
 * A peer may send them one by one, and the object of a view has many times the memory of an octet: so they are copied together.
 *
 * @module
 */

const EMPTY: Uint8Array = new Uint8Array(0);

/** The smallest room, in octets: that of an opening ping and a little more. */
const MIN_CAPACITY = 64;

/** Octets that wait until they may be read; the stream window bounds them. */
export class ByteBuffer {
  #buffer = EMPTY;
  #length = 0;

  /** How many octets wait. */
  get length(): number {
    return this.#length;
  }

  /** Adds octets by copying them. */
  add(octets: Uint8Array): void {
    const length = this.#length + octets.length;
    if (length > this.#buffer.length) {
      const room = new Uint8Array(Math.max(MIN_CAPACITY, length, this.#buffer.length * 2));
      room.set(this.#buffer.subarray(0, this.#length));
      this.#buffer = room;
    }
    this.#buffer.set(octets, this.#length);
    this.#length = length;
  }

  /** Gives all octets as one run; nothing waits any more. */
  take(): Uint8Array {
    const octets = this.#buffer.subarray(0, this.#length);
    this.#buffer = EMPTY;
    this.#length = 0;
    return octets;
  }
}
