/**
 * Sequences to octets of an LZ4 block.
 *
 * @module
 */
import { MIN_MATCH, MAX_NIBBLE } from "./format.ts";

/** Up to so many octets are copied one by one: the call of a bulk copy costs more. */
const MAX_BYTEWISE_COPY = 32;

/** Writes a block of at most so many octets. */
export class BlockWriter {
  readonly #source: Uint8Array;
  readonly #out: Uint8Array;
  #at = 0;
  /** Whether all sequences had room. */
  fits = true;

  /**
   * @param source - the message
   * @param most - the most octets that the block may have
   */
  constructor(source: Uint8Array, most: number) {
    this.#source = source;
    this.#out = new Uint8Array(most);
  }

  /** The block. */
  get block(): Uint8Array {
    return this.#out.subarray(0, this.#at);
  }

  /**
   * Adds literals and the match behind them.
   *
   * @param start - of the literals in the message
   * @param end - of the literals, where the match begins
   */
  writeSequence(start: number, end: number, offset: number, length: number): void {
    this.#writeLiterals(start, end, length - MIN_MATCH);
    if (!this.fits) return;
    this.#out[this.#at++] = offset & 255;
    this.#out[this.#at++] = offset >> 8;
    this.#writeLength(length - MIN_MATCH);
    this.fits = this.#at <= this.#out.length;
  }

  /** Adds the last sequence, of literals alone. */
  writeLastLiterals(start: number): void {
    this.#writeLiterals(start, this.#source.length, 0);
  }

  #writeLiterals(start: number, end: number, match: number): void {
    const length = end - start;
    if (this.#at + 1 + Math.ceil(length / 255) + length > this.#out.length) {
      this.fits = false;
      return;
    }
    this.#out[this.#at++] = (Math.min(length, MAX_NIBBLE) << 4) | Math.min(match, MAX_NIBBLE);
    this.#writeLength(length);
    if (length > MAX_BYTEWISE_COPY) this.#out.set(this.#source.subarray(start, end), this.#at);
    else for (let from = start, to = this.#at; from < end; ) this.#out[to++] = this.#source[from++] as number;
    this.#at += length;
  }

  /** What of a length is over four bits; octets behind the end of the room are lost and counted. */
  #writeLength(length: number): void {
    if (length < MAX_NIBBLE) return;
    let rest = length - MAX_NIBBLE;
    for (; rest >= 255; rest -= 255) this.#out[this.#at++] = 255;
    this.#out[this.#at++] = rest;
  }
}
