/**
 * The sender's side of deflate.
 *
 * @module
 */
import { constants, deflateRawSync } from "node:zlib";

import type { Compressor } from "../types.ts";
import { TAIL } from "./flush.ts";
import { History } from "./history.ts";
import { chunkFor } from "./inflate.ts";

/** What stored blocks and the flush take beside the octets of a short message, and a little more: a flush that is cut is made twice. */
const OVERHEAD = 64;

/** Compresses the messages of one direction with deflate, in one context. */
export class DeflateCompressor implements Compressor {
  readonly #windowBits: number;
  readonly #history: History;

  /** @param windowBits - 9 to 15 */
  constructor(windowBits: number) {
    this.#windowBits = windowBits;
    this.#history = new History(windowBits);
  }

  compress(octets: Uint8Array): Uint8Array | undefined {
    // A flush without input gives nothing, not even an empty block.
    if (octets.length === 0) return undefined;
    const flushed = deflateRawSync(octets, {
      windowBits: this.#windowBits,
      chunkSize: chunkFor(octets.length + OVERHEAD),
      dictionary: this.#history.octets,
      finishFlush: constants.Z_SYNC_FLUSH,
    });
    const length = flushed.length - TAIL.length;
    if (length >= octets.length) return undefined;
    this.#history.add(octets);
    return new Uint8Array(flushed.subarray(0, length));
  }
}
