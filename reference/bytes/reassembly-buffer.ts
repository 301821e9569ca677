/**
 * Collects the octets of a frame until it is complete.
 *
 * Memory stays proportional to the octets that have arrived. A short frame is copied into a block of its own size, so that it is
 * contiguous when its last octet arrives. For a long frame, large chunks are kept by reference, small chunks are copied into shared
 * blocks, and one final copy concatenates all of them.
 *
 * @module
 */
import { allocUnsafe, BufferPool } from "./buffer-pool.ts";

/** The size of the largest block that small chunks are copied into, in octets. */
const MAX_BLOCK = 65536;

/** The size of the smallest block, in octets. */
const MIN_BLOCK = 64;

/** In a long frame, chunks of at least this many octets are kept by reference. */
const MIN_UNCOPIED = 4096;

/** The longest frame, in octets, for which memory is reserved before all of it has arrived: 16 KiB of payload and its head. */
const MAX_CONTIGUOUS = 16384 + 64;

const EMPTY: Uint8Array = new Uint8Array(0);

/** All decoders share one pool, so that an idle decoder holds no memory. */
const pool = new BufferPool(MAX_BLOCK);

/** Collects chunks of one frame. */
export class ReassemblyBuffer {
  /** Complete parts of a long frame; `undefined` on idle connections. */
  #parts: Uint8Array[] | undefined;
  /** The block that chunks are copied into; its first `#used` octets are filled. */
  #block = EMPTY;
  #used = 0;
  #length = 0;

  /** The number of octets collected. */
  get length(): number {
    return this.#length;
  }

  /**
   * Adds a chunk. A large chunk of a long frame is kept by reference; any other is copied.
   *
   * @param octets - the chunk
   * @param wanted - the number of octets, including these, at which decoding can continue
   */
  add(octets: Uint8Array, wanted: number): void {
    this.#length += octets.length;
    if (wanted > MAX_CONTIGUOUS && octets.length >= MIN_UNCOPIED) {
      this.#closeBlock();
      (this.#parts ??= []).push(octets);
      return;
    }
    if (this.#used + octets.length > this.#block.length) this.#reserve(octets.length, wanted);
    this.#block.set(octets, this.#used);
    this.#used += octets.length;
  }

  /** Adds the last chunk, returns all octets as one byte array and empties the buffer. */
  complete(octets: Uint8Array): Uint8Array {
    const length = this.#length + octets.length;
    if (length <= MAX_CONTIGUOUS) this.add(octets, length);
    const whole = length <= MAX_CONTIGUOUS ? this.#block.subarray(0, length) : this.#concat(octets, length);
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

  /** Moves a short frame into a block of `wanted` octets, or begins the next block of a long frame, twice the size of the last. */
  #reserve(octets: number, wanted: number): void {
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

  #concat(last: Uint8Array, length: number): Uint8Array {
    this.#closeBlock();
    const whole = allocUnsafe(length);
    let at = 0;
    for (const part of this.#parts ?? []) {
      whole.set(part, at);
      at += part.length;
    }
    whole.set(last, at);
    return whole;
  }
}
