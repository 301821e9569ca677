/**
 * The sender's side of deflate.
 *
 * @module
 */
import { constants, deflateRawSync } from "node:zlib";

import type { Compressor } from "../compressor.ts";
import { SYNC_FLUSH_TAIL } from "./sync-flush.ts";
import { SlidingWindow } from "./sliding-window.ts";
import { chunkSizeFor } from "./inflate.ts";

/** What stored blocks and the flush take beside the octets of a short message, and a little more: a flush that is cut is made twice. */
const FLUSH_OVERHEAD = 64;

/** Compresses the messages of one direction with deflate, in one context. */
export class DeflateCompressor implements Compressor {
  readonly #windowBits: number;
  readonly #window: SlidingWindow;

  /** @param windowBits - 9 to 15 */
  constructor(windowBits: number) {
    this.#windowBits = windowBits;
    this.#window = new SlidingWindow(windowBits);
  }

  compress(octets: Uint8Array): Uint8Array | undefined {
    // A flush without input gives nothing, not even an empty block.
    if (octets.length === 0) return undefined;
    const flushed = deflateRawSync(octets, {
      windowBits: this.#windowBits,
      chunkSize: chunkSizeFor(octets.length + FLUSH_OVERHEAD),
      dictionary: this.#window.octets,
      finishFlush: constants.Z_SYNC_FLUSH,
    });
    const length = flushed.length - SYNC_FLUSH_TAIL.length;
    if (length >= octets.length) return undefined;
    this.#window.add(octets);
    return new Uint8Array(flushed.subarray(0, length));
  }
}
