/**
 * The push decoder: octets in, in any cut; frames out, then the fault if there is one.
 *
 * @module
 */
import { type Issue, LocalError } from "../layout/errors.ts";
import { MALFORMED, NEEDS } from "../layout/compile/reading.ts";
import type { Reader } from "../layout/compile/codec.ts";
import type { Frame } from "../schema/frames/frame.ts";
import { limit } from "../schema/limits.ts";
import type { compression } from "../schema/registries.ts";
import { frameCodec } from "./frame-codec.ts";
import { Pending } from "./pending.ts";

/** The name of a compression method, or `none`. */
export type CompressionName = (typeof compression.names)[number];

/** What a decoder accepts. */
export interface FrameDecoderOptions {
  /** The greatest payload in octets; the `message` limit of the schema unless given. */
  readonly message?: number;
  /** The negotiated compression method; `none` unless given. */
  readonly compression?: CompressionName;
}

/**
 * Cuts a stream of octets into frames.
 *
 * Values hold views of the chunks that were pushed: a caller that uses a buffer again copies what it keeps.
 * Memory is bounded by the message limit and by what has arrived; a length is judged before its octets are kept.
 */
export class FrameDecoder {
  readonly #reader: Reader<Frame>;
  readonly #pending = new Pending();
  /** Octets that must wait before reading again can get further. */
  #wanted = 1;
  /** Offset in the stream of the first octet that waits or comes next. */
  #offset = 0;
  #fault: Issue | undefined;

  /** @throws LocalError where an option is out of range */
  constructor(options: FrameDecoderOptions = {}) {
    const message = options.message ?? limit.value("message");
    if (!Number.isInteger(message) || message < 0) {
      throw new LocalError("message", `expected a whole number of octets, found ${message}`);
    }
    this.#reader = frameCodec.reader({ message, compression: options.compression ?? "none" });
  }

  /** The fault that ended the stream; offsets count from the first octet of the stream. */
  get fault(): Issue | undefined {
    return this.#fault;
  }

  /** Octets of an incomplete frame that have arrived. */
  get pending(): number {
    return this.#pending.length;
  }

  /** Octets that have to arrive at least before the frame in hand can go on; 0 between frames. */
  get needs(): number {
    return this.#pending.length === 0 ? 0 : this.#wanted - this.#pending.length;
  }

  /**
   * Takes the next octets of the stream.
   *
   * @returns the frames that they complete, in order; those before a fault too. After a fault nothing more comes.
   */
  push(octets: Uint8Array): Frame[] {
    if (this.#fault !== undefined) return [];
    if (this.#pending.length === 0) return this.#read(octets);
    if (this.#pending.length + octets.length < this.#wanted) {
      this.#pending.add(octets);
      return [];
    }
    return this.#complete(octets);
  }

  /** The frame in hand is completed by the first octets; the others are read where they lie. */
  #complete(octets: Uint8Array): Frame[] {
    let rest = octets;
    while (this.#pending.length + rest.length >= this.#wanted) {
      const missing = this.#wanted - this.#pending.length;
      this.#pending.add(rest.subarray(0, missing));
      rest = rest.subarray(missing);
      const whole = this.#pending.take();
      const frames = this.#read(whole);
      if (this.#fault !== undefined) return frames;
      if (this.#pending.length === 0) return rest.length === 0 ? frames : frames.concat(this.#read(rest));
    }
    this.#pending.add(rest);
    return [];
  }

  #read(octets: Uint8Array): Frame[] {
    const { read, reading } = this.#reader;
    const frames: Frame[] = [];
    let start = 0;
    while (start < octets.length) {
      const next = read(octets, start, octets.length);
      if (next === NEEDS) {
        this.#keep(octets, start, reading.needs);
        break;
      }
      if (next === MALFORMED) {
        this.#stop(start, reading.issue as Issue);
        break;
      }
      frames.push(reading.value as Frame);
      start = next;
    }
    this.#offset += start;
    return frames;
  }

  #keep(octets: Uint8Array, start: number, needs: number): void {
    const rest = octets.subarray(start);
    this.#wanted = rest.length + needs;
    this.#pending.add(rest);
  }

  #stop(start: number, issue: Issue): void {
    const octet = this.#offset + start + issue.octet;
    this.#fault = { ...issue, octet, bit: octet * 8 + (issue.bit % 8) };
    this.#pending.clear();
  }
}
