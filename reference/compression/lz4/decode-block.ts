/**
 * LZ4 blocks to octets, safe on any input.
 *
 * @module
 */
import { LAST_LITERALS, MATCH_FIND_LIMIT, MIN_MATCH, MAX_NIBBLE } from "./format.ts";

/** What is wrong with a block, and where. */
export interface BlockFault {
  /** Offset in the block, in octets. */
  readonly octet: number;
  readonly expected: string;
  readonly found: string;
}

/** Up to so many octets are copied one by one: the call of a bulk copy costs more. */
const MAX_BYTEWISE_COPY = 32;

/** Reads one block into the octets of its message. */
class BlockReader {
  readonly #block: Uint8Array;
  readonly #out: Uint8Array;
  #at = 0;
  #filled = 0;
  /** Where the sequence in hand begins. */
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
      const wrong = this.#readLiterals(token >> 4);
      if (wrong !== undefined) return wrong;
      if (this.#at === block.length) return this.#finish();
      const bad = this.#readMatch(token & MAX_NIBBLE);
      if (bad !== undefined) return bad;
    }
  }

  #finish(): Uint8Array | BlockFault {
    const { length } = this.#out;
    return this.#filled === length ? this.#out : this.#fault(`${length} octets of the message`, `${this.#filled}`);
  }

  /** A length that goes on behind four bits; more than there can be where the block ends inside it. */
  #readLength(nibble: number): number {
    let length = nibble;
    if (nibble !== MAX_NIBBLE) return length;
    for (;;) {
      const more = this.#block[this.#at++];
      if (more === undefined) return Infinity;
      length += more;
      if (more !== 255) return length;
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
      return this.#fault(`no match in the last ${MATCH_FIND_LIMIT} octets or up to the last ${LAST_LITERALS}`, `one of ${length} octets ${left} before the end`);
    }
    this.#copyMatch(offset, length);
    return undefined;
  }

  /** A match may reach into the octets that it makes, which then repeat. */
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
    // Each round doubles what there is to copy.
    for (let at = to; at < end; ) {
      const run = Math.min(at - from, end - at);
      out.copyWithin(at, from, from + run);
      at += run;
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
 * Decompresses one raw LZ4 block. A block that breaks the end-of-block rules is refused, as liblz4 does.
 *
 * @param size - the octets of the message; memory for as many is taken, so the caller has checked it
 * @returns the message, or what is wrong with the block
 */
export function decodeBlock(block: Uint8Array, size: number): Uint8Array | BlockFault {
  return new BlockReader(block, size).read();
}
