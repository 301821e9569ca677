/**
 * The receiver's side of deflate.
 *
 * @module
 */
import { constants } from "node:zlib";

import { corrupt, tooLarge } from "../issues.ts";
import type { Decompressed, Decompressor, DecompressorOptions } from "../compressor.ts";
import { FINAL_BLOCK, SYNC_FLUSH_TAIL } from "./sync-flush.ts";
import { SlidingWindow } from "./sliding-window.ts";
import { chunkSizeFor, inflate } from "./inflate.ts";

const PATH = "payload";

/** Decompresses the messages of one direction with deflate, in one context that takes in whole messages only. */
export class DeflateDecompressor implements Decompressor {
  readonly #windowBits: number;
  readonly #message: number;
  readonly #window: SlidingWindow;

  /** @param windowBits - 9 to 15 */
  constructor(windowBits: number, { message }: DecompressorOptions) {
    this.#windowBits = windowBits;
    this.#message = message;
    this.#window = new SlidingWindow(windowBits);
  }

  decompress(payload: Uint8Array): Decompressed {
    const result = this.#inflate(payload);
    if (result.ok) this.#window.add(result.octets);
    return result;
  }

  #inflate(payload: Uint8Array): Decompressed {
    const data = withTail(payload);
    const options = { windowBits: this.#windowBits, dictionary: this.#window.octets };
    const all = inflate(data, this.#message, options);
    if (all.is === "over") return tooLarge(PATH, this.#message, "more");
    if (all.is === "corrupt") return corrupt(PATH, 0, "DEFLATE data that end in an empty stored block", all.why);
    if (all.consumed !== data.length) return corrupt(PATH, all.consumed, "no final block", "one that ends here");
    if (all.octets.length === 0) return corrupt(PATH, 0, "a message of at least one octet", "an empty one");
    return this.#endsInTail(payload, all.octets, options)
      ? { ok: true, octets: new Uint8Array(all.octets) }
      : corrupt(PATH, payload.length, "the end of an empty stored block in the appended octets", "octets of the message");
  }

  /**
   * Whether the appended octets made nothing of the message. They can stand at the end of a longer stored block too, or be read
   * with the codes of a block that is still open; the message is then longer with them than without.
   */
  #endsInTail(payload: Uint8Array, octets: Uint8Array, options: { readonly windowBits: number; readonly dictionary: Uint8Array }): boolean {
    const bare = inflate(payload, octets.length, { ...options, chunkSize: chunkSizeFor(octets.length + 1), finishFlush: constants.Z_SYNC_FLUSH });
    return bare.is === "octets" && bare.octets.length === octets.length;
  }
}

/** The payload with the octets that its sender removed, and an end for zlib. */
function withTail(payload: Uint8Array): Uint8Array {
  const data = new Uint8Array(payload.length + SYNC_FLUSH_TAIL.length + FINAL_BLOCK.length);
  data.set(payload);
  data.set(SYNC_FLUSH_TAIL, payload.length);
  data.set(FINAL_BLOCK, payload.length + SYNC_FLUSH_TAIL.length);
  return data;
}
