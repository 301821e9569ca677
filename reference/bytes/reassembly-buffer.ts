/**
 * Octets that wait until a frame is complete.
 *
 * Memory stays bounded by what has arrived. A short frame is copied into room of its own size, so that it lies in one run when
 * its last octet comes; of a longer one large chunks are kept as they are, small ones are copied together, and one copy joins all.
 *
 * @module
 */
import { allocUnsafe } from "./alloc-unsafe.ts";
import { BufferPool } from "./buffer-pool.ts";

/** The size of the largest block that small chunks are copied into, in octets. */
const MAX_BLOCK = 65536;

/** The smallest one. */
const MIN_BLOCK = 64;

/** Of a long frame, chunks of at least so many octets are kept and not copied. */
const MIN_UNCOPIED = 4096;

/** Room is made for a whole frame of at most so many octets, before they have all arrived: 16 KiB and what stands in front of them. */
const MAX_CONTIGUOUS = 16384 + 64;

const EMPTY: Uint8Array = new Uint8Array(0);

/** One for all decoders: those that wait for nothing hold nothing. */
const pool = new BufferPool(MAX_BLOCK);

/** A queue of octets. */
export class ReassemblyBuffer {
  /** Parts of a long frame; idle connections have none. */
  #parts: Uint8Array[] | undefined;
  /** The block that octets are copied into; the first `#used` octets of it are filled. */
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
   * @param octets - kept without a copy where there are many, of a long frame
   * @param wanted - how many must wait, those included, before reading can go on
   */
  add(octets: Uint8Array, wanted: number): void {
    this.#length += octets.length;
    if (wanted > MAX_CONTIGUOUS && octets.length >= MIN_UNCOPIED) {
      this.#closeBlock();
      (this.#parts ??= []).push(octets);
      return;
    }
    if (this.#used + octets.length > this.#block.length) this.#makeRoom(octets.length, wanted);
    this.#block.set(octets, this.#used);
    this.#used += octets.length;
  }

  /** Adds the last octets that were wanted, and hands over all as one run; nothing waits any more. */
  complete(octets: Uint8Array): Uint8Array {
    const length = this.#length + octets.length;
    if (length <= MAX_CONTIGUOUS) this.add(octets, length);
    const whole = length <= MAX_CONTIGUOUS ? this.#block.subarray(0, length) : this.#join(octets, length);
    this.clear();
    return whole;
  }

  /** Drops all octets. */
  clear(): void {
    this.#parts = undefined;
    this.#block = EMPTY;
    this.#used = 0;
    this.#length = 0;
  }

  /** A short frame moves into a block that has room for all of it; of a long one the next block follows, twice as large. */
  #makeRoom(octets: number, wanted: number): void {
    if (wanted <= MAX_CONTIGUOUS) {
      const block = pool.take(wanted);
      block.set(this.#block.subarray(0, this.#used));
      this.#block = block;
      return;
    }
    const size = Math.min(MAX_BLOCK, Math.max(MIN_BLOCK, this.#block.length * 2, octets));
    this.#closeBlock();
    this.#block = pool.take(size);
  }

  #closeBlock(): void {
    if (this.#used > 0) (this.#parts ??= []).push(this.#block.subarray(0, this.#used));
    this.#block = EMPTY;
    this.#used = 0;
  }

  #join(last: Uint8Array, length: number): Uint8Array {
    this.#closeBlock();
    const joined = allocUnsafe(length);
    let at = 0;
    for (const part of this.#parts ?? []) {
      joined.set(part, at);
      at += part.length;
    }
    joined.set(last, at);
    return joined;
  }
}
