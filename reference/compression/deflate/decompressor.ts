/**
 * The receiver's side of deflate.
 *
 * @module
 */
import { constants } from "node:zlib";

import { corrupt, tooLarge } from "../issues.ts";
import type { Decompressed, Decompressor, DecompressorOptions } from "../types.ts";
import { FINAL, TAIL } from "./flush.ts";
import { History } from "./history.ts";
import { chunkFor, inflate } from "./inflate.ts";

const PATH = "payload";

/** Decompresses the messages of one direction with deflate, in one context that takes in whole messages only. */
export class DeflateDecompressor implements Decompressor {
  readonly #windowBits: number;
  readonly #message: number;
  readonly #history: History;

  /** @param windowBits - 9 to 15 */
  constructor(windowBits: number, { message }: DecompressorOptions) {
    this.#windowBits = windowBits;
    this.#message = message;
    this.#history = new History(windowBits);
  }

  decompress(payload: Uint8Array): Decompressed {
    const result = this.#open(payload);
    if (result.ok) this.#history.add(result.octets);
    return result;
  }

  #open(payload: Uint8Array): Decompressed {
    const data = ended(payload);
    const options = { windowBits: this.#windowBits, dictionary: this.#history.octets };
    const all = inflate(data, this.#message, options);
    if (all.is === "over") return tooLarge(PATH, this.#message, "more");
    if (all.is === "corrupt") return corrupt(PATH, 0, "DEFLATE data that end in an empty stored block", all.why);
    if (all.consumed !== data.length) return corrupt(PATH, all.consumed, "no final block", "one that ends here");
    if (all.octets.length === 0) return corrupt(PATH, 0, "a message of at least one octet", "an empty one");
    return this.#isTail(payload, all.octets, options)
      ? { ok: true, octets: new Uint8Array(all.octets) }
      : corrupt(PATH, payload.length, "the end of an empty stored block in the appended octets", "octets of the message");
  }

  /**
   * Whether the appended octets made nothing of the message. They can stand at the end of a longer stored block too, or be read
   * with the codes of a block that is still open; the message is then longer with them than without.
   */
  #isTail(payload: Uint8Array, octets: Uint8Array, options: { readonly windowBits: number; readonly dictionary: Uint8Array }): boolean {
    const bare = inflate(payload, octets.length, { ...options, chunkSize: chunkFor(octets.length + 1), finishFlush: constants.Z_SYNC_FLUSH });
    return bare.is === "octets" && bare.octets.length === octets.length;
  }
}

/** The payload with the octets that its sender removed, and an end for zlib. */
function ended(payload: Uint8Array): Uint8Array {
  const data = new Uint8Array(payload.length + TAIL.length + FINAL.length);
  data.set(payload);
  data.set(TAIL, payload.length);
  data.set(FINAL, payload.length + TAIL.length);
  return data;
}
