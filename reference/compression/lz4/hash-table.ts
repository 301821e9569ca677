/**
 * Where four octets have stood before: what the search for matches remembers.
 *
 * @module
 */

/** Octets of a message that are remembered behind each other; a power of two, over the farthest offset of a match. */
const WINDOW_SIZE = 65536;

/** The longest message that is searched, in octets; behind as many counting begins anew, before numbers leave 31 bits. */
export const MAX_INPUT_SIZE = 2 ** 30;

/** The least number that is no position. */
const NOT_FOUND = -1;

/**
 * The last position of each hash, and for each position the one before it with the same hash.
 *
 * One table serves all messages: positions count on from message to message, so that those of earlier messages are
 * known by being too small, and nothing is cleared between. Compression is synchronous; nobody else comes between.
 */
export class HashTable {
  readonly #shift: number;
  readonly #last: Int32Array;
  readonly #previous: Int32Array | undefined;
  /** What is added to a position of the message in hand. */
  #base = 1;
  #next = 1;

  /**
   * @param bits - the width of a hash
   * @param chained - whether positions before the last one are remembered too
   */
  constructor(bits: number, chained: boolean) {
    this.#shift = 32 - bits;
    this.#last = new Int32Array(2 ** bits);
    this.#previous = chained ? new Int32Array(WINDOW_SIZE) : undefined;
  }

  /** Begins a message. @param length - its octets, less than {@link MAX_INPUT_SIZE} */
  begin(length: number): void {
    if (this.#next >= MAX_INPUT_SIZE) {
      this.#last.fill(0);
      this.#next = 1;
    }
    this.#base = this.#next;
    this.#next += length;
  }

  /**
   * Notes a position and tells the last one with the same hash.
   *
   * @param word - the four octets at the position
   * @returns a position of this message, or a negative number
   */
  insert(word: number, position: number): number {
    const hash = Math.imul(word, 0x9e3779b1) >>> this.#shift;
    const last = this.#last[hash] as number;
    const at = position + this.#base;
    this.#last[hash] = at;
    if (this.#previous !== undefined) this.#previous[at & (WINDOW_SIZE - 1)] = last;
    return last < this.#base ? NOT_FOUND : last - this.#base;
  }

  /** The position before one with the same hash, or a negative number; only of the last {@link WINDOW_SIZE} positions. */
  previous(position: number): number {
    const at = (this.#previous as Int32Array)[(position + this.#base) & (WINDOW_SIZE - 1)] as number;
    return at < this.#base ? NOT_FOUND : at - this.#base;
  }
}
