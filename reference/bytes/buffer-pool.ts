/**
 * Memory for runs of octets. To allocate a buffer costs more than to fill it: so small ones are cut from a large one.
 *
 * @module
 */

import { allocUnsafe } from "./alloc-unsafe.ts";

/** Cuts runs from blocks. A block is freed when none of its runs is held any more. */
export class BufferPool {
  readonly #size: number;
  #block: Uint8Array = new Uint8Array(0);
  #used = 0;

  /** @param size - of a block, in octets */
  constructor(size: number) {
    this.#size = size;
  }

  /** A run that nothing else has, of any values. @param octets - how many; more than half a block come from a buffer of their own */
  take(octets: number): Uint8Array {
    if (octets > this.#size / 2) return allocUnsafe(octets);
    if (this.#used + octets > this.#block.length) {
      this.#block = allocUnsafe(this.#size);
      this.#used = 0;
    }
    const run = this.#block.subarray(this.#used, this.#used + octets);
    this.#used += octets;
    return run;
  }
}
