/**
 * The deflate method (Section "DEFLATE"): the compressor and the decompressor, each with the context of one direction.
 *
 * @module
 */
import { constants, deflateRawSync } from "node:zlib";

import { concatUpTo } from "../../bytes/octets.ts";
import type { CompressionSteps, Compressor, Decompressed, Decompressor, DecompressorOptions } from "../compressor.ts";
import { corrupt, tooLarge } from "../issues.ts";
import { CHUNK_SIZES, chunkSizeFor, inflate } from "./inflate.ts";
import { SlidingWindow } from "./sliding-window.ts";

/** LEN and NLEN of an empty stored block. The sender removes these octets from the end of a payload; the receiver appends them. */
const SYNC_FLUSH_TAIL = Uint8Array.of(0x00, 0x00, 0xff, 0xff);

/**
 * An empty final block with fixed codes (RFC 1951, Section 3.2.6), which is never sent. After {@link SYNC_FLUSH_TAIL} it ends the data
 * only if a block begins there. In any other place, zlib stops early or reports malformed data.
 */
const FINAL_BLOCK = Uint8Array.of(0x03, 0x00);

/** Room for the headers of stored blocks and the flush. If the output does not fit into one chunk, zlib flushes twice. */
const FLUSH_OVERHEAD = 64;

const PATH = "payload";

/** The work of a short message: zlib sets up a state, and a decompressor two, which takes as long as to inflate these octets. */
const LEAST_WORK = 32 * 1024;

/** Deflates octets behind a dictionary, up to a flush. */
function deflateFlushed(octets: Uint8Array, windowBits: number, dictionary: Uint8Array): Buffer {
  const chunkSize = chunkSizeFor(octets.length + FLUSH_OVERHEAD);
  return deflateRawSync(octets, { windowBits, chunkSize, dictionary, finishFlush: constants.Z_SYNC_FLUSH });
}

/** Deflates one message in pieces. Each ends in a flush, and refers back to the pieces before it. */
class DeflateSteps implements CompressionSteps {
  readonly #message: Uint8Array;
  readonly #windowBits: number;
  readonly #window: SlidingWindow;
  readonly #pieces: Uint8Array[] = [];
  #at = 0;
  #length = 0;
  payload: Uint8Array | undefined;

  constructor(message: Uint8Array, windowBits: number, window: SlidingWindow) {
    this.#message = message;
    this.#windowBits = windowBits;
    this.#window = window;
  }

  step(most: number): boolean {
    const message = this.#message;
    const end = Math.min(message.length, this.#at + most);
    if (end === this.#at) return true;
    const before = this.#at === 0 ? this.#window.octets : message.subarray(Math.max(0, this.#at - 2 ** this.#windowBits), this.#at);
    const piece = deflateFlushed(message.subarray(this.#at, end), this.#windowBits, before);
    this.#at = end;
    this.#pieces.push(piece);
    this.#length += piece.length;
    const length = this.#length - SYNC_FLUSH_TAIL.length;
    if (length >= message.length) return true;
    if (end < message.length) return false;
    this.payload = concatUpTo(this.#pieces, length);
    this.#window.add(message);
    return true;
  }
}

/** Compresses the messages of one direction with deflate, in one context. */
export class DeflateCompressor implements Compressor {
  readonly #windowBits: number;
  readonly #window: SlidingWindow;

  /** @param windowBits - the base-2 logarithm of the window size, 9 to 15 */
  constructor(windowBits: number) {
    this.#windowBits = windowBits;
    this.#window = new SlidingWindow(windowBits);
  }

  get leastWork(): number {
    return LEAST_WORK;
  }

  begin(octets: Uint8Array): CompressionSteps {
    return new DeflateSteps(octets, this.#windowBits, this.#window);
  }

  compress(octets: Uint8Array): Uint8Array | undefined {
    // A flush without input produces no octets, not even an empty block.
    if (octets.length === 0) return undefined;
    const flushed = deflateFlushed(octets, this.#windowBits, this.#window.octets);
    const length = flushed.length - SYNC_FLUSH_TAIL.length;
    if (length >= octets.length) return undefined;
    this.#window.add(octets);
    return new Uint8Array(flushed.subarray(0, length));
  }
}

/** Decompresses the messages of one direction with deflate, in one context. Only complete messages enter the context. */
export class DeflateDecompressor implements Decompressor {
  readonly #windowBits: number;
  readonly #maxMessage: number;
  readonly #window: SlidingWindow;

  /** @param windowBits - the base-2 logarithm of the window size, 9 to 15 */
  constructor(windowBits: number, { message }: DecompressorOptions) {
    this.#windowBits = windowBits;
    this.#maxMessage = message;
    this.#window = new SlidingWindow(windowBits);
  }

  get leastWork(): number {
    return LEAST_WORK;
  }

  decompress(payload: Uint8Array): Decompressed {
    const result = this.#inflate(payload);
    if (result.ok) this.#window.add(result.octets);
    return result;
  }

  #inflate(payload: Uint8Array): Decompressed {
    const data = withTail(payload);
    const options = { windowBits: this.#windowBits, dictionary: this.#window.octets };
    const inflated = inflate(data, this.#maxMessage, options);
    if (inflated.is === "over") return tooLarge(PATH, this.#maxMessage, "more");
    if (inflated.is === "corrupt") return corrupt(PATH, 0, "DEFLATE data that end in an empty stored block", inflated.why);
    if (inflated.consumed !== data.length) return corrupt(PATH, inflated.consumed, "no final block", "one that ends here");
    if (inflated.octets.length === 0) return corrupt(PATH, 0, "a message of at least one octet", "an empty one");
    return this.#endsInTail(payload, inflated.octets, options)
      ? { ok: true, octets: unshared(inflated.octets) }
      : corrupt(PATH, payload.length, "the end of an empty stored block in the appended octets", "octets of the message");
  }

  /**
   * Returns whether the appended octets add nothing to the message. They can also fall inside a longer stored block, or be decoded with
   * the codes of an open block; the message is then longer with them than without.
   */
  #endsInTail(payload: Uint8Array, octets: Uint8Array, options: { readonly windowBits: number; readonly dictionary: Uint8Array }): boolean {
    // One chunk for all of it: zlib of Node.js joins several, which costs more than the inflation.
    const chunkSize = Math.max(CHUNK_SIZES.least, octets.length + 1);
    const without = inflate(payload, octets.length, { ...options, chunkSize, finishFlush: constants.Z_SYNC_FLUSH });
    return without.is === "octets" && without.octets.length === octets.length;
  }
}

/** The deflate method by zlib of Node.js. The parameter is the base-2 logarithm of the window size, 9 to 15. */
export const nodeDeflate = {
  compressor: (windowBits: number): Compressor => new DeflateCompressor(windowBits),
  decompressor: (windowBits: number, options: DecompressorOptions): Decompressor => new DeflateDecompressor(windowBits, options),
};

/** Returns octets of zlib as an array that retains no more than twice their memory. A large one is not copied. */
function unshared(octets: Uint8Array): Uint8Array {
  const { buffer, byteOffset, length } = octets;
  return buffer.byteLength > 2 * length ? new Uint8Array(octets) : new Uint8Array(buffer, byteOffset, length);
}

/** Returns the payload with the octets that the sender removed, and a final block for zlib. */
function withTail(payload: Uint8Array): Uint8Array {
  const data = new Uint8Array(payload.length + SYNC_FLUSH_TAIL.length + FINAL_BLOCK.length);
  data.set(payload);
  data.set(SYNC_FLUSH_TAIL, payload.length);
  data.set(FINAL_BLOCK, payload.length + SYNC_FLUSH_TAIL.length);
  return data;
}
