/**
 * Encodes DEFLATE data (RFC 1951): stored blocks and blocks with the fixed codes, malformed ones too.
 * Its output never changes; that of a library may change from version to version.
 *
 * @module
 */

/** A match of 3 to 258 octets at a distance of 1 to 32768 octets. */
export interface DeflateMatch {
  readonly length: number;
  readonly distance: number;
}

/** An element of a block with codes: literals, a match, or the symbol of a length with the symbol of a distance. */
export type DeflateElement = Uint8Array | DeflateMatch | { readonly symbol: number; readonly distanceSymbol?: number };

/** The header of a stored block; an absent member has the correct value. */
export interface StoredHeader {
  readonly final?: boolean;
  /** Its LEN. */
  readonly length?: number;
  /** Its NLEN. */
  readonly check?: number;
}

/** Returns the first value and the number of extra bits of each code; `each` codes in a row have the same number of extra bits. */
function codeBases(first: number, codes: number, plain: number, each: number): { base: number; extra: number }[] {
  let base = first;
  return Array.from({ length: codes }, (_, index) => {
    const extra = index < plain ? 0 : Math.floor((index - plain) / each) + 1;
    const row = { base, extra };
    base += 2 ** extra;
    return row;
  });
}

/** Lengths by symbol from 257 on; the longest length has its own symbol. */
const lengths = [...codeBases(3, 28, 8, 4), { base: 258, extra: 0 }];
const distances = codeBases(1, 30, 4, 2);

const END_OF_BLOCK = 256;
const FIRST_LENGTH = 257;

function codeFor(rows: readonly { base: number; extra: number }[], value: number): { index: number; base: number; extra: number } {
  const index = rows.findLastIndex((row) => row.base <= value);
  return { index, ...(rows[index] as { base: number; extra: number }) };
}

/** Returns the fixed code of a symbol (RFC 1951, Section 3.2.6). */
function fixedCode(symbol: number): [code: number, width: number] {
  if (symbol < 144) return [0x30 + symbol, 8];
  if (symbol < 256) return [0x190 + symbol - 144, 9];
  return symbol < 280 ? [symbol - 256, 7] : [0xc0 + symbol - 280, 8];
}

/** Collects bits of DEFLATE data, the least significant bit of each octet first. */
export class DeflateBits {
  readonly #octets: number[] = [];
  #bit = 0;

  /** Adds a number, its least significant bit first. */
  number(value: number, width: number): this {
    for (let bit = 0; bit < width; bit += 1) this.#add((value >>> bit) & 1);
    return this;
  }

  /** Adds a code, its most significant bit first. */
  code(value: number, width: number): this {
    for (let bit = width - 1; bit >= 0; bit -= 1) this.#add((value >>> bit) & 1);
    return this;
  }

  /** Adds the first three bits of a block. */
  header(type: number, final = false): this {
    return this.number(Number(final), 1).number(type, 2);
  }

  /** Fills up the octet with equal bits. */
  pad(bit = 0): this {
    while (this.#bit % 8 !== 0) this.#add(bit);
    return this;
  }

  /** Adds octets as they are. */
  raw(octets: Uint8Array): this {
    for (const octet of octets) this.number(octet, 8);
    return this;
  }

  /** Adds a stored block. */
  stored(octets: Uint8Array, { final = false, length = octets.length, check }: StoredHeader = {}): this {
    return this.header(0, final).pad().number(length, 16).number(check ?? ~length & 0xffff, 16).raw(octets);
  }

  /** Adds a block with the fixed codes. @param open - whether to omit the end of the block */
  fixed(pieces: readonly DeflateElement[], { final = false, open = false } = {}): this {
    this.header(1, final);
    for (const piece of pieces) this.#element(piece);
    return open ? this : this.symbol(END_OF_BLOCK);
  }

  /** Adds one symbol in the fixed code of literals and lengths. */
  symbol(symbol: number): this {
    return this.code(...fixedCode(symbol));
  }

  /** Adds the empty stored block that ends a message, without the octets that a sender removes, and returns the payload. */
  payload(): Uint8Array {
    return this.header(0).pad().octets();
  }

  /** Whether the last octet is not full. */
  get partial(): boolean {
    return this.#bit % 8 !== 0;
  }

  /** Returns all octets; zeros fill up the last one. */
  octets(): Uint8Array {
    return Uint8Array.from(this.#octets);
  }

  #element(piece: DeflateElement): void {
    if (piece instanceof Uint8Array) for (const octet of piece) this.symbol(octet);
    else if ("symbol" in piece) this.symbol(piece.symbol).code(piece.distanceSymbol ?? 0, piece.distanceSymbol === undefined ? 0 : 5);
    else this.#match(piece);
  }

  #match({ length, distance }: DeflateMatch): void {
    const by = codeFor(lengths, length);
    const back = codeFor(distances, distance);
    this.symbol(FIRST_LENGTH + by.index).number(length - by.base, by.extra);
    this.code(back.index, 5).number(distance - back.base, back.extra);
  }

  #add(bit: number): void {
    const at = this.#bit >> 3;
    this.#octets[at] = (this.#octets[at] ?? 0) | (bit << (this.#bit & 7));
    this.#bit += 1;
  }
}

/** Returns matches at a distance that make `count` octets, at least 3. */
export function repeatMatches(count: number, distance = 1): DeflateMatch[] {
  const whole = Math.floor((count - 3) / 258);
  const rest = count - whole * 258;
  const parts = rest <= 258 ? [rest] : [rest - 3, 3];
  return [...Array.from({ length: whole }, () => 258), ...parts].map((length) => ({ length, distance }));
}
