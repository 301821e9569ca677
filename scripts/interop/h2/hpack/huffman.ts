/**
 * The Huffman code of RFC 7541, Appendix B. The code is canonical, so the code lengths define it.
 *
 * @module
 */

/** Code lengths in bits as runs, `13` for one symbol and `28*7` for seven, for the symbols 0 to 256 (the end of the string). */
const CODE_LENGTHS = `13 23 28*7 24 30 28*2 30 28*8 30 28*9
6 10*2 12 13 6 8 11 10*2 8 11 8 6*3 5*3 6*7 7 8 15 6 12 10
13 6 7*22 8 7 8 13 19 13 14 6
15 5 6 5 6 5 6*3 5 7*2 6*3 5 6 7 6 5*2 6 7*5 15 11 14 13 28
20 22 20*2 22*3 23 22 23*5 24 23 24*2 22 23 24 23*4 21 22 23 22 23*2 24
22 21 20 22*2 23*2 21 23 22*2 24 21 22 23*2 21*2 22 21 23 22 23*2 20 22*3 23 22*2 23
26*2 20 19 22 23 22 25 26*3 27*2 26 24 25 19 21 26 27*2 26 27 24 21*2 26*2 28 27*3
20 24 20 21 22 21*2 23 22*2 25*2 24*2 26 23 26 27 26*2 27*5 28 27*5 26
30`;

/** Bits of the longest code. */
const LONGEST_CODE = 30;

const codeLengths: readonly number[] = CODE_LENGTHS.split(/\s/).flatMap((run) => {
  const [bits, times = "1"] = run.split("*");
  return Array<number>(Number(times)).fill(Number(bits));
});

/** The symbols with codes of one length; their codes count up from `firstCode`. */
interface HuffmanLevel {
  readonly firstCode: number;
  readonly symbols: readonly number[];
}

function levelsOf(): HuffmanLevel[] {
  const levels: HuffmanLevel[] = [];
  let code = 0;
  for (let bits = 0; bits <= LONGEST_CODE; bits++) {
    const symbols = [...codeLengths.keys()].filter((symbol) => codeLengths[symbol] === bits);
    levels.push({ firstCode: code, symbols });
    code = (code + symbols.length) * 2;
  }
  return levels;
}

const levels = levelsOf();
const END_OF_STRING = 256;

/** Decodes bit by bit. */
class HuffmanReader {
  readonly octets: number[] = [];
  #code = 0;
  #bits = 0;

  /** @returns whether the code allows the bit */
  push(bit: number): boolean {
    this.#code = this.#code * 2 + bit;
    this.#bits += 1;
    const level = levels[this.#bits];
    const symbol = level?.symbols[this.#code - level.firstCode];
    if (symbol === END_OF_STRING || level === undefined) return false;
    if (symbol === undefined) return true;
    this.octets.push(symbol);
    this.#code = 0;
    this.#bits = 0;
    return true;
  }

  /** Whether the remaining bits are padding: fewer than 8, all ones. */
  get isPadded(): boolean {
    return this.#bits < 8 && this.#code === 2 ** this.#bits - 1;
  }
}

/** Decodes a string. @returns `undefined` if it is malformed */
export function decodeHuffman(octets: Uint8Array): string | undefined {
  const reader = new HuffmanReader();
  for (const octet of octets) {
    for (let shift = 7; shift >= 0; shift--) if (!reader.push((octet >> shift) & 1)) return undefined;
  }
  return reader.isPadded ? reader.octets.map((octet) => String.fromCharCode(octet)).join("") : undefined;
}
