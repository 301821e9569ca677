/**
 * The receiver's side of lz4.
 *
 * @module
 */
import type { Reader } from "../../layout/compile/codec.ts";
import { MALFORMED, NEEDS } from "../../layout/compile/reading.ts";
import type { Issue } from "../../layout/errors.ts";
import { corrupt, tooLarge } from "../issues.ts";
import type { Decompressed, Decompressor, DecompressorOptions } from "../compressor.ts";
import { decodeBlock } from "./decode-block.ts";
import { MAX_EXPANSION } from "./format.ts";
import { type Lz4Payload, lz4PayloadCodec } from "./payload.ts";

/** Decompresses payloads of lz4, each by itself; all checks of sizes come before any memory is taken. */
export class Lz4Decompressor implements Decompressor {
  readonly #message: number;
  readonly #reader: Reader<Lz4Payload> = lz4PayloadCodec.reader();

  constructor({ message }: DecompressorOptions) {
    this.#message = message;
  }

  decompress(payload: Uint8Array): Decompressed {
    const { read, reading } = this.#reader;
    const answer = read(payload, 0, payload.length);
    if (answer === MALFORMED) return { ok: false, issue: reading.issue as Issue };
    if (answer === NEEDS) return corrupt("size", 0, "a complete Size", `${payload.length} octets`);
    const { size, block } = reading.value as Lz4Payload;
    if (size > this.#message) return tooLarge("size", this.#message, String(size));
    const most = MAX_EXPANSION * block.length;
    if (size > most) return corrupt("size", 0, `at most ${most}, which ${block.length} octets can hold`, String(size));
    const octets = decodeBlock(block, size);
    if (octets instanceof Uint8Array) return { ok: true, octets };
    return corrupt("block", payload.length - block.length + octets.octet, octets.expected, octets.found);
  }
}
