/**
 * Octets that wait until a frame is complete.
 *
 * Memory stays bounded by what has arrived: small chunks are copied together into blocks of 64 KiB,
 * large ones are kept as they are, and one copy joins them when the frame is complete.
 *
 * @module
 */

/** The size of a block in octets, and the most that is allocated ahead of what has arrived. */
const BLOCK = 65536;

/** Chunks of at least so many octets are kept and not copied. */
const LARGE = 4096;

const EMPTY = new Uint8Array(0);

/** A queue of octets. */
export class Pending {
  readonly #parts: Uint8Array[] = [];
  /** The block that small chunks are copied into; the first `#used` octets of it are filled. */
  #block = EMPTY;
  #used = 0;
  #length = 0;

  /** How many octets wait. */
  get length(): number {
    return this.#length;
  }

  /**
   * Adds octets.
   *
   * @param octets - kept without a copy where there are many
   */
  add(octets: Uint8Array): void {
    this.#length += octets.length;
    if (octets.length >= LARGE) {
      this.#closeBlock();
      this.#parts.push(octets);
      return;
    }
    if (this.#used + octets.length > this.#block.length) this.#grow(octets.length);
    this.#block.set(octets, this.#used);
    this.#used += octets.length;
  }

  /** Hands over all octets as one run; nothing waits any more. */
  take(): Uint8Array {
    this.#closeBlock();
    const [only] = this.#parts;
    const joined = this.#parts.length === 1 && only !== undefined ? only : this.#join();
    this.clear();
    return joined;
  }

  /** Drops all octets. */
  clear(): void {
    this.#parts.length = 0;
    this.#block = EMPTY;
    this.#used = 0;
    this.#length = 0;
  }

  #grow(octets: number): void {
    const doubled = Math.min(BLOCK, Math.max(this.#block.length * 2, 64));
    if (this.#used + octets <= doubled) {
      const block = new Uint8Array(doubled);
      block.set(this.#block.subarray(0, this.#used));
      this.#block = block;
      return;
    }
    this.#closeBlock();
    this.#block = new Uint8Array(BLOCK);
  }

  #closeBlock(): void {
    if (this.#used > 0) this.#parts.push(this.#block.subarray(0, this.#used));
    this.#block = EMPTY;
    this.#used = 0;
  }

  #join(): Uint8Array {
    const joined = new Uint8Array(this.#length);
    let at = 0;
    for (const part of this.#parts) {
      joined.set(part, at);
      at += part.length;
    }
    return joined;
  }
}
