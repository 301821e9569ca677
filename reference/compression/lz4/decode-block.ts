/**
 * Decodes LZ4 blocks. Every block is safe to decode, however malformed.
 *
 * @module
 */
import { LAST_LITERALS, MATCH_FIND_LIMIT, MAX_BYTEWISE_COPY, MAX_NIBBLE, MIN_MATCH } from "./format.ts";

/** A fault in a block. */
export interface BlockFault {
  /** The offset of the faulty sequence in the block, in octets. */
  readonly octet: number;
  readonly expected: string;
  readonly found: string;
}

/** Decodes one block into the octets of its message. */
class BlockReader {
  readonly #block: Uint8Array;
  readonly #out: Uint8Array;
  /** The offset in the block, and in the message. */
  #at = 0;
  #filled = 0;
  /** The offset of the current sequence in the block. */
  #token = 0;

  constructor(block: Uint8Array, size: number) {
    this.#block = block;
    this.#out = new Uint8Array(size);
  }

  read(): Uint8Array | BlockFault {
    const block = this.#block;
    for (;;) {
      this.#token = this.#at;
      const token = block[this.#at++];
      if (token === undefined) return this.#fault("a last sequence of literals", "the end of the block");
      const literalsFault = this.#readLiterals(token >> 4);
      if (literalsFault !== undefined) return literalsFault;
      if (this.#at === block.length) return this.#finish();
      const matchFault = this.#readMatch(token & MAX_NIBBLE);
      if (matchFault !== undefined) return matchFault;
    }
  }

  #finish(): Uint8Array | BlockFault {
    const { length } = this.#out;
    return this.#filled === length ? this.#out : this.#fault(`${length} octets of the message`, `${this.#filled}`);
  }

  /** Reads a length that may continue after four bits. Returns `Infinity` if the block ends inside it. */
  #readLength(nibble: number): number {
    let length = nibble;
    if (nibble !== MAX_NIBBLE) return length;
    for (;;) {
      const octet = this.#block[this.#at++];
      if (octet === undefined) return Infinity;
      length += octet;
      if (octet !== 255) return length;
    }
  }

  #readLiterals(nibble: number): BlockFault | undefined {
    const length = this.#readLength(nibble);
    const start = this.#at;
    const end = start + length;
    if (end > this.#block.length) return this.#fault(`at most ${Math.max(0, this.#block.length - start)} literals`, lengthText(length));
    if (this.#filled + length > this.#out.length) return this.#overrun(length);
    if (length > MAX_BYTEWISE_COPY) this.#out.set(this.#block.subarray(start, end), this.#filled);
    else for (let from = start, to = this.#filled; from < end; ) this.#out[to++] = this.#block[from++] as number;
    this.#at = end;
    this.#filled += length;
    return undefined;
  }

  #readMatch(nibble: number): BlockFault | undefined {
    const at = this.#at;
    if (at + 2 > this.#block.length) return this.#fault("an offset in two octets", "the end of the block");
    const offset = (this.#block[at] as number) | ((this.#block[at + 1] as number) << 8);
    this.#at = at + 2;
    if (offset === 0 || offset > this.#filled) return this.#fault(`an offset from 1 to ${this.#filled}`, String(offset));
    const length = this.#readLength(nibble) + MIN_MATCH;
    const left = this.#out.length - this.#filled;
    if (length > left) return this.#overrun(length);
    if (left < MATCH_FIND_LIMIT || left - length < LAST_LITERALS) {
      return this.#fault(
        `no match in the last ${MATCH_FIND_LIMIT} octets or up to the last ${LAST_LITERALS}`,
        `one of ${length} octets ${left} before the end`,
      );
    }
    this.#copyMatch(offset, length);
    return undefined;
  }

  /** Copies a match. Its source may overlap its destination; the octets then repeat. */
  #copyMatch(offset: number, length: number): void {
    const out = this.#out;
    const to = this.#filled;
    const end = (this.#filled = to + length);
    const from = to - offset;
    if (length <= MAX_BYTEWISE_COPY) {
      for (let at = to; at < end; at++) out[at] = out[at - offset] as number;
      return;
    }
    if (offset === 1) {
      out.fill(out[from] as number, to, end);
      return;
    }
    // Each round doubles the octets available for copying.
    for (let at = to; at < end; ) {
      const count = Math.min(at - from, end - at);
      out.copyWithin(at, from, from + count);
      at += count;
    }
  }

  #overrun(length: number): BlockFault {
    return this.#fault(`at most ${this.#out.length - this.#filled} more octets of the message`, lengthText(length));
  }

  #fault(expected: string, found: string): BlockFault {
    return { octet: this.#token, expected, found };
  }
}

function lengthText(length: number): string {
  return length === Infinity ? "a length that does not end" : String(length);
}

/**
 * Decodes one raw LZ4 block. It rejects a block that violates the end-of-block rules, as liblz4 does.
 *
 * @param size - the size of the message in octets. The function allocates this much memory, so the caller checks it first.
 * @returns the message, or the first fault
 */
export function decodeBlock(block: Uint8Array, size: number): Uint8Array | BlockFault {
  return new BlockReader(block, size).read();
}
