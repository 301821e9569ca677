/**
 * Allocates short byte arrays from large blocks: the allocation of a buffer costs more than its contents.
 *
 * @module
 */

type AllocateOctets = (octets: number) => Uint8Array;

/** Allocates memory without clearing it, on Node only. */
const nodeAllocate = (globalThis as { Buffer?: { allocUnsafeSlow: AllocateOctets } }).Buffer?.allocUnsafeSlow;

/**
 * Allocates a byte array with arbitrary contents. The caller overwrites every octet before anything reads it, so clearing the memory
 * first would double the cost.
 *
 * @param octets - the length
 */
export const allocUnsafe: AllocateOctets =
  nodeAllocate === undefined ? (octets) => new Uint8Array(octets) : (octets) => new Uint8Array(nodeAllocate(octets).buffer, 0, octets);

/** Cuts byte arrays from blocks. The garbage collector frees a block when no byte array of it is in use. */
export class BufferPool {
  readonly #blockSize: number;
  #block: Uint8Array = new Uint8Array(0);
  #used = 0;

  /** @param blockSize - octets of one block */
  constructor(blockSize: number) {
    this.#blockSize = blockSize;
  }

  /**
   * Returns a byte array with arbitrary contents that overlaps no other. One of more than half a block has a buffer of its own.
   *
   * @param octets - the length
   */
  take(octets: number): Uint8Array {
    if (octets > this.#blockSize / 2) return allocUnsafe(octets);
    if (this.#used + octets > this.#block.length) {
      this.#block = allocUnsafe(this.#blockSize);
      this.#used = 0;
    }
    const part = this.#block.subarray(this.#used, this.#used + octets);
    this.#used += octets;
    return part;
  }
}
