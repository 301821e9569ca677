/**
 * Finds earlier positions of a message by the four octets there.
 *
 * @module
 */

/** The number of recent positions whose chain is kept: a power of two, larger than the greatest offset of a match. */
const WINDOW_SIZE = 65536;

/** The longest message that can be encoded, in octets. Positions also restart after this number, so that they fit into 31 bits. */
export const MAX_INPUT_SIZE = 2 ** 30;

const NOT_FOUND = -1;

/**
 * Maps each hash of four octets to its last position, and each position to the previous one with the same hash.
 *
 * One table serves all messages: positions continue from message to message, so that smaller positions belong to earlier messages and
 * nothing has to be cleared. Messages that are compressed in steps interleave: each recognizes its own positions, and loses some to
 * the others.
 */
export class HashTable {
  readonly #shift: number;
  readonly #last: Int32Array;
  readonly #previous: Int32Array | undefined;
  /** The number added to a position of the current message. */
  #base = 1;
  #next = 1;

  /**
   * @param bits - the width of the hash
   * @param chained - whether to keep the positions before the last one
   */
  constructor(bits: number, chained: boolean) {
    this.#shift = 32 - bits;
    this.#last = new Int32Array(2 ** bits);
    this.#previous = chained ? new Int32Array(WINDOW_SIZE) : undefined;
  }

  /** Begins a message. @param length - its octets, less than {@link MAX_INPUT_SIZE}. @returns the number to {@link HashTable.select} it */
  begin(length: number): number {
    if (this.#next >= MAX_INPUT_SIZE) {
      this.#last.fill(0);
      this.#next = 1;
    }
    this.#base = this.#next;
    this.#next += length;
    return this.#base;
  }

  /** Continues a message. @param base - the number from {@link HashTable.begin} */
  select(base: number): void {
    this.#base = base;
  }

  /**
   * Inserts a position and returns the previous one with the same hash.
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
    return last < this.#base || last >= at ? NOT_FOUND : last - this.#base;
  }

  /** Returns the position before one of the last {@link WINDOW_SIZE} positions with the same hash, or a negative number. */
  previous(position: number): number {
    const at = (this.#previous as Int32Array)[(position + this.#base) & (WINDOW_SIZE - 1)] as number;
    return at < this.#base || at >= position + this.#base ? NOT_FOUND : at - this.#base;
  }
}
