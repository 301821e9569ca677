/**
 * The sender's side of lz4.
 *
 * @module
 */
import type { Compressor } from "../compressor.ts";
import { encodeBlock } from "./encode-block.ts";
import { lz4PayloadCodec } from "./payload.ts";
import { MAX_INPUT_SIZE } from "./hash-table.ts";

/** Compresses messages with lz4, each by itself. */
export class Lz4Compressor implements Compressor {
  readonly #level: number;

  /** @param level - 1 to 9; how hard to search */
  constructor(level: number) {
    this.#level = level;
  }

  compress(octets: Uint8Array): Uint8Array | undefined {
    if (octets.length >= MAX_INPUT_SIZE) return undefined;
    // A payload is Size, of one octet at least, and Block: shorter than the message only where Block is shorter by two.
    const block = encodeBlock(octets, this.#level, octets.length - 2);
    if (block === undefined) return undefined;
    const payload = lz4PayloadCodec.encode({ size: octets.length, block });
    return payload.length < octets.length ? payload : undefined;
  }
}
