/**
 * A byte buffer that grows. It copies the octets, because a peer may send them one by one and a view of one octet takes far more
 * memory than the octet.
 *
 * @module
 */

const EMPTY: Uint8Array = new Uint8Array(0);

/** The smallest capacity, in octets. It holds an opening ping and a short message. */
const MIN_CAPACITY = 64;

/** Collects octets that cannot be read yet. The caller bounds their number by the stream window. */
export class ByteBuffer {
  #buffer = EMPTY;
  #length = 0;

  /** The number of octets in the buffer. */
  get length(): number {
    return this.#length;
  }

  /** Copies octets to the end of the buffer. */
  add(octets: Uint8Array): void {
    const length = this.#length + octets.length;
    if (length > this.#buffer.length) {
      const larger = new Uint8Array(Math.max(MIN_CAPACITY, length, this.#buffer.length * 2));
      larger.set(this.#buffer.subarray(0, this.#length));
      this.#buffer = larger;
    }
    this.#buffer.set(octets, this.#length);
    this.#length = length;
  }

  /** Returns all octets as one byte array and empties the buffer. */
  take(): Uint8Array {
    const octets = this.#buffer.subarray(0, this.#length);
    this.#buffer = EMPTY;
    this.#length = 0;
    return octets;
  }
}
