/**
 * The lz4 method (Section "LZ4"): the compressor and the decompressor. Each message is independent of the others.
 *
 * @module
 */
import type { Reader } from "../../layout/runtime/codec.ts";
import { MALFORMED, NEEDS } from "../../layout/runtime/reader-state.ts";
import type { Issue } from "../../layout/errors.ts";
import type { CompressionSteps, Compressor, Decompressed, Decompressor, DecompressorOptions } from "../compressor.ts";
import { lz4PayloadCodec, type Lz4PayloadValue } from "../generated/lz4-payload.ts";
import { corrupt, tooLarge } from "../issues.ts";
import { decodeBlock } from "./decode-block.ts";
import { BlockEncoder, encodeBlock } from "./encode-block.ts";
import { MAX_EXPANSION } from "./format.ts";
import { MAX_INPUT_SIZE } from "./hash-table.ts";

/** The key of the compressors of each level. */
const LEVEL_KEYS = Array.from({ length: 10 }, (_, level) => `lz4 ${level}`);

/** Compresses messages with lz4. */
export class Lz4Compressor implements Compressor {
  readonly #level: number;

  /** @param level - the search effort, 1 to 9 */
  constructor(level: number) {
    this.#level = level;
  }

  get payloadKey(): string {
    return LEVEL_KEYS[this.#level] as string;
  }

  begin(octets: Uint8Array): CompressionSteps {
    return new Lz4Steps(octets, this.#level);
  }

  compress(octets: Uint8Array): Uint8Array | undefined {
    if (octets.length >= MAX_INPUT_SIZE) return undefined;
    return payloadOf(octets, encodeBlock(octets, this.#level, octets.length - MIN_SAVED));
  }
}

/** A payload is Size, at least one octet, and Block. It is shorter than the message only if Block is shorter by two octets. */
const MIN_SAVED = 2;

/** Returns the payload of a block, if it is shorter than the message. */
function payloadOf(message: Uint8Array, block: Uint8Array | undefined): Uint8Array | undefined {
  if (block === undefined) return undefined;
  const payload = lz4PayloadCodec.encode({ size: message.length, block });
  return payload.length < message.length ? payload : undefined;
}

/** Compresses one message in steps. */
class Lz4Steps implements CompressionSteps {
  readonly #message: Uint8Array;
  readonly #encoder: BlockEncoder | undefined;
  payload: Uint8Array | undefined;

  constructor(message: Uint8Array, level: number) {
    this.#message = message;
    if (message.length < MAX_INPUT_SIZE) this.#encoder = new BlockEncoder(message, level, message.length - MIN_SAVED);
  }

  step(most: number): boolean {
    if (this.#encoder?.step(most) === false) return false;
    this.payload = payloadOf(this.#message, this.#encoder?.block);
    return true;
  }
}

/** Decompresses payloads of lz4. It allocates memory only after all checks of sizes. */
export class Lz4Decompressor implements Decompressor {
  readonly #maxMessage: number;
  readonly #reader: Reader<Lz4PayloadValue> = lz4PayloadCodec.reader();

  constructor({ message }: DecompressorOptions) {
    this.#maxMessage = message;
  }

  decompress(payload: Uint8Array): Decompressed {
    const { read, state } = this.#reader;
    const answer = read(payload, 0, payload.length);
    if (answer === MALFORMED) return { ok: false, issue: state.issue as Issue };
    if (answer === NEEDS) return corrupt("size", 0, "a complete Size", `${payload.length} octets`);
    const { size, block } = state.value as Lz4PayloadValue;
    if (size > this.#maxMessage) return tooLarge("size", this.#maxMessage, String(size));
    const maxSize = MAX_EXPANSION * block.length;
    if (size > maxSize) return corrupt("size", 0, `at most ${maxSize}, which ${block.length} octets can hold`, String(size));
    const octets = decodeBlock(block, size);
    if (octets instanceof Uint8Array) return { ok: true, octets };
    return corrupt("block", payload.length - block.length + octets.octet, octets.expected, octets.found);
  }
}

/** The lz4 method. The parameter is the search effort, 1 to 9; decompression does not depend on it. */
export const lz4Method = {
  compressor: (level: number): Compressor => new Lz4Compressor(level),
  decompressor: (_level: number, options: DecompressorOptions): Decompressor => new Lz4Decompressor(options),
};
