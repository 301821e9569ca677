/**
 * Selects the messages that a sender compresses.
 *
 * @module
 */
import { LocalError } from "../layout/errors.ts";
import type { CompressionMethod } from "../schema/headers/compression.ts";
import type { CompressionSteps, Compressor } from "./compressor.ts";

/** Options of a sender that compresses. */
export interface MessageCompressionOptions {
  /** The shortest message that is compressed, in octets; default 128. */
  readonly threshold: number;
}

/**
 * The default options. Measured on JSON (`make bench`): lz4 reduces a message of 128 octets to 96 % and one of 200 octets to 79 %;
 * deflate, which has a context, reduces 128 octets to 26 % to 41 %. Below the threshold, the work outweighs the octets saved.
 */
export const defaultCompressionOptions: MessageCompressionOptions = { threshold: 128 };

/** Options of one message. */
export interface CompressOptions {
  /**
   * `false` sends the message uncompressed and keeps it out of the context; default `true`. Use it for a message that contains both
   * a secret and text from another party (Section "Compression" of the security considerations).
   */
  readonly compress?: boolean;
}

/** The method and the payload of a compressed frame. */
export interface CompressedMessage {
  readonly compression: CompressionMethod;
  /** The payload of the frame. */
  readonly payload: Uint8Array;
}

/** The compression of one message in steps. */
export interface MessageSteps {
  /** Compresses further octets. @param most - their number. @returns whether the message is done */
  step(most: number): boolean;
  /** After the last step; `undefined` if the message is to be sent uncompressed. */
  readonly result: CompressedMessage | undefined;
}

/**
 * Compresses the messages of one direction of a connection, except for those that its options exclude.
 *
 * @example
 * ```ts
 * import { compressor, SelectiveCompressor } from "websocket2";
 *
 * const messages = new SelectiveCompressor("lz4", compressor({ lz4: 9 }), { threshold: 100 });
 * const octets = new TextEncoder().encode("the same words, ".repeat(10));
 * console.log(messages.compress(octets)?.compression); // lz4
 * console.log(messages.compress(octets, { compress: false })); // undefined
 * ```
 */
export class SelectiveCompressor {
  readonly #name: CompressionMethod;
  readonly #compressor: Compressor;
  readonly #threshold: number;

  /** @throws {@link LocalError} if the threshold is negative or not a number */
  constructor(name: CompressionMethod, compressor: Compressor, { threshold }: MessageCompressionOptions = defaultCompressionOptions) {
    if (!(threshold >= 0)) throw new LocalError("threshold", `expected a number of octets, found ${threshold}`);
    this.#name = name;
    this.#compressor = compressor;
    this.#threshold = threshold;
  }

  /** The key of the compressor, {@link Compressor.payloadKey}. */
  get payloadKey(): string | undefined {
    return this.#compressor.payloadKey;
  }

  /** The least work of one message, {@link Compressor.leastWork}. */
  get leastWork(): number {
    return this.#compressor.leastWork ?? 0;
  }

  /**
   * Compresses one message. The caller sends every payload returned, in this order.
   *
   * @param octets - the whole message
   * @returns `undefined` if the message is to be sent uncompressed
   */
  compress(octets: Uint8Array, options?: CompressOptions): CompressedMessage | undefined {
    return this.selects(octets.length, options) ? this.#compressed(this.#compressor.compress(octets)) : undefined;
  }

  /** Returns whether a message is compressed, if that makes it shorter. @param octets - its size */
  selects(octets: number, { compress = true }: CompressOptions = {}): boolean {
    return compress && octets >= this.#threshold;
  }

  /** Begins to compress a message that is selected. The caller takes all steps before the next message. */
  begin(octets: Uint8Array): MessageSteps {
    const steps = this.#compressor.begin?.(octets) ?? new OneStep(this.#compressor, octets);
    const compressed = (): CompressedMessage | undefined => this.#compressed(steps.payload);
    return {
      step: (most) => steps.step(most),
      get result() {
        return compressed();
      },
    };
  }

  #compressed(payload: Uint8Array | undefined): CompressedMessage | undefined {
    return payload === undefined ? undefined : { compression: this.#name, payload };
  }
}

/** The only step of a method that has no steps. */
class OneStep implements CompressionSteps {
  readonly #compressor: Compressor;
  readonly #octets: Uint8Array;
  payload: Uint8Array | undefined;

  constructor(compressor: Compressor, octets: Uint8Array) {
    this.#compressor = compressor;
    this.#octets = octets;
  }

  step(): boolean {
    this.payload = this.#compressor.compress(this.#octets);
    return true;
  }
}
