/**
 * Encodes LZ4 blocks: the search for matches at nine levels of effort, and the writer of sequences.
 *
 * @module
 */
import { LAST_LITERALS, MATCH_FIND_LIMIT, MAX_BYTEWISE_COPY, MAX_NIBBLE, MAX_OFFSET, MIN_MATCH } from "./format.ts";
import { HashTable } from "./hash-table.ts";

/**
 * The work of the search at levels 3 to 9, for each octet of the message: earlier positions tried, and octets compared. It bounds the
 * time for text that repeats itself everywhere, since the peer, and not the sender, may have asked for a high level. Ordinary text needs
 * less.
 */
const WORK_PER_OCTET = 32;

/** The parameters of the search at one level. */
interface SearchEffort {
  /** The number of earlier positions tried at each octet. With 1, no chains are kept. */
  readonly probes: number;
  /** After 2 to the power of this number of octets without a match, each step becomes one octet longer. */
  readonly skipTrigger: number;
  /** The width of the hash in bits. A wider hash forgets fewer positions. */
  readonly hashBits: number;
}

/** The highest level that tries a single earlier position and skips over incompressible octets. */
const LAST_FAST_LEVEL = 2;

/** Returns the effort of a level, 1 to 9. From level 3 on, each level doubles the probes. The level does not affect the receiver. */
function effortOf(level: number): SearchEffort {
  if (level === 1) return { probes: 1, skipTrigger: 5, hashBits: 12 };
  if (level <= LAST_FAST_LEVEL) return { probes: 1, skipTrigger: 8, hashBits: 15 };
  return { probes: 2 ** (level - 1), skipTrigger: 31, hashBits: 15 };
}

/** One table for each shape, shared by all connections. */
const tables = new Map<string, HashTable>();

function tableFor({ probes, hashBits }: SearchEffort): HashTable {
  const chained = probes > 1;
  const key = `${hashBits} ${chained}`;
  const table = tables.get(key) ?? new HashTable(hashBits, chained);
  tables.set(key, table);
  return table;
}

/** Writes the sequences of a block of limited length. */
class BlockWriter {
  readonly #message: Uint8Array;
  readonly #out: Uint8Array;
  #at = 0;
  /** Whether all sequences fit. */
  fits = true;

  /**
   * @param message - the source of the literals
   * @param maxOctets - the longest block
   */
  constructor(message: Uint8Array, maxOctets: number) {
    this.#message = message;
    this.#out = new Uint8Array(maxOctets);
  }

  /** The block. */
  get block(): Uint8Array {
    return this.#out.subarray(0, this.#at);
  }

  /**
   * Writes literals and the match that follows them.
   *
   * @param start - the offset of the literals in the message
   * @param end - the offset of the match in the message
   * @param offset - the distance back to the source of the match
   * @param length - the length of the match, in octets
   */
  writeSequence(start: number, end: number, offset: number, length: number): void {
    this.#writeLiterals(start, end, length - MIN_MATCH);
    if (!this.fits) return;
    this.#out[this.#at++] = offset & 255;
    this.#out[this.#at++] = offset >> 8;
    this.#writeLength(length - MIN_MATCH);
    this.fits = this.#at <= this.#out.length;
  }

  /** Writes the last sequence, which has only literals. */
  writeLastLiterals(start: number): void {
    this.#writeLiterals(start, this.#message.length, 0);
  }

  #writeLiterals(start: number, end: number, matchLengthCode: number): void {
    const length = end - start;
    if (this.#at + 1 + Math.ceil(length / 255) + length > this.#out.length) {
      this.fits = false;
      return;
    }
    this.#out[this.#at++] = (Math.min(length, MAX_NIBBLE) << 4) | Math.min(matchLengthCode, MAX_NIBBLE);
    this.#writeLength(length);
    if (length > MAX_BYTEWISE_COPY) this.#out.set(this.#message.subarray(start, end), this.#at);
    else for (let from = start, to = this.#at; from < end; ) this.#out[to++] = this.#message[from++] as number;
    this.#at += length;
  }

  /** Writes the part of a length that exceeds four bits. Octets beyond the end of the output are dropped but counted. */
  #writeLength(length: number): void {
    if (length < MAX_NIBBLE) return;
    let rest = length - MAX_NIBBLE;
    for (; rest >= 255; rest -= 255) this.#out[this.#at++] = 255;
    this.#out[this.#at++] = rest;
  }
}

function wordAt(octets: Uint8Array, at: number): number {
  return (
    (octets[at] as number) |
    ((octets[at + 1] as number) << 8) |
    ((octets[at + 2] as number) << 16) |
    ((octets[at + 3] as number) << 24)
  );
}

/** Returns the number of equal octets from two positions on. @param end - the bound of the later one */
function matchLength(octets: Uint8Array, earlier: number, later: number, end: number): number {
  let at = later;
  for (let from = earlier; at < end && octets[from] === octets[at]; from++) at++;
  return at - later;
}

/** How far the search of a message has come. */
interface SearchProgress {
  /** The offset of the next octet. */
  at: number;
  /** The offset of the first literal that has not been written. */
  literals: number;
  /** The positions without a match, for the fast search. */
  misses: number;
}

/** Writes sequences up to an offset. It tries one position for each hash and takes longer steps while nothing matches. */
function searchFast(
  octets: Uint8Array,
  table: HashTable,
  skipTrigger: number,
  writer: BlockWriter,
  progress: SearchProgress,
  stopAt: number,
): void {
  const last = Math.min(octets.length - MATCH_FIND_LIMIT, stopAt);
  const end = octets.length - LAST_LITERALS;
  let { at, literals, misses } = progress;
  while (at <= last && writer.fits) {
    const word = wordAt(octets, at);
    const earlier = table.insert(word, at);
    if (earlier < 0 || at - earlier > MAX_OFFSET || wordAt(octets, earlier) !== word) {
      at += misses++ >> skipTrigger;
      continue;
    }
    let start = at;
    let from = earlier;
    while (start > literals && from > 0 && octets[start - 1] === octets[from - 1]) {
      start--;
      from--;
    }
    const stop = at + MIN_MATCH + matchLength(octets, earlier + MIN_MATCH, at + MIN_MATCH, end);
    writer.writeSequence(literals, start, start - from, stop - start);
    if (stop - 2 <= octets.length - MATCH_FIND_LIMIT) table.insert(wordAt(octets, stop - 2), stop - 2);
    at = literals = stop;
    misses = 1 << skipTrigger;
  }
  progress.at = at;
  progress.literals = literals;
  progress.misses = misses;
}

/** Finds the longest match at a position. */
class LongestMatch {
  readonly #octets: Uint8Array;
  readonly #table: HashTable;
  readonly #probes: number;
  readonly #end: number;
  readonly #workPerOctet: number;
  /** The work left. Without any, only the latest earlier position is tried. */
  #work: number;
  /** The work that is left at the end of this step. */
  #workAfterStep = -Infinity;
  length = 0;
  offset = 0;
  /** The first position that is not in the table. */
  #next = 0;

  constructor(octets: Uint8Array, table: HashTable, { probes }: SearchEffort, workPerOctet: number) {
    this.#octets = octets;
    this.#table = table;
    this.#probes = probes;
    this.#end = octets.length - LAST_LITERALS;
    this.#workPerOctet = workPerOctet;
    this.#work = octets.length * workPerOctet;
  }

  /** Begins a step of a number of octets, with the work that they may take on average. */
  beginStep(most: number): void {
    this.#workAfterStep = this.#work - most * this.#workPerOctet;
  }

  /** Whether the work of this step is done. */
  get stepDone(): boolean {
    return this.#work <= this.#workAfterStep;
  }

  /** Whether enough work is left to look for a longer match at the next octet. */
  get mayDefer(): boolean {
    return this.#work > 0;
  }

  /** Searches for a match of more than `minLength` octets, and inserts all positions up to this one. */
  find(at: number, minLength: number): boolean {
    const octets = this.#octets;
    this.#insertUpTo(at);
    const word = wordAt(octets, at);
    let candidate = this.#table.insert(word, at);
    this.#next = at + 1;
    this.length = minLength;
    const probes = this.#work > 0 ? this.#probes : 1;
    let probe = 0;
    for (; probe < probes && candidate >= 0 && at - candidate <= MAX_OFFSET; probe++) {
      const { length } = this;
      if (at + length >= this.#end) break;
      if (octets[candidate + length] === octets[at + length] && wordAt(octets, candidate) === word) {
        const found = matchLength(octets, candidate, at, this.#end);
        this.#work -= found;
        if (found > length) {
          this.length = found;
          this.offset = at - candidate;
        }
      }
      candidate = this.#table.previous(candidate);
    }
    this.#work -= probe;
    return this.length > minLength;
  }

  #insertUpTo(at: number): void {
    for (; this.#next < at; this.#next++) this.#table.insert(wordAt(this.#octets, this.#next), this.#next);
  }
}

/**
 * Writes sequences up to an offset, or until the work of the step is done. It follows the chain of each hash and defers a match while the
 * next octet begins a longer one.
 */
function searchDeep(octets: Uint8Array, longest: LongestMatch, writer: BlockWriter, progress: SearchProgress, stopAt: number): void {
  const last = Math.min(octets.length - MATCH_FIND_LIMIT, stopAt);
  let { at, literals } = progress;
  while (at <= last && writer.fits && !longest.stepDone) {
    if (!longest.find(at, MIN_MATCH - 1)) {
      at++;
      continue;
    }
    let { length, offset } = longest;
    while (longest.mayDefer && at < last && longest.find(at + 1, length)) {
      at++;
      ({ length, offset } = longest);
    }
    writer.writeSequence(literals, at, offset, length);
    at += length;
    literals = at;
  }
  progress.at = at;
  progress.literals = literals;
}

/** Encodes a message as one raw LZ4 block that keeps the end-of-block rules, in steps. */
export class BlockEncoder {
  readonly #octets: Uint8Array;
  readonly #table: HashTable;
  readonly #base: number;
  readonly #writer: BlockWriter;
  readonly #progress: SearchProgress;
  readonly #skipTrigger: number;
  /** `undefined` for the fast search. */
  readonly #longest: LongestMatch | undefined;

  /**
   * @param octets - the message
   * @param level - the search effort, 1 to 9
   * @param maxOctets - the longest block
   * @param workPerOctet - the bound of the search at levels 3 to 9, in positions tried and octets compared for each octet of the message
   */
  constructor(octets: Uint8Array, level: number, maxOctets: number, workPerOctet = WORK_PER_OCTET) {
    const effort = effortOf(level);
    this.#octets = octets;
    this.#table = tableFor(effort);
    this.#base = this.#table.begin(octets.length);
    this.#writer = new BlockWriter(octets, Math.max(0, maxOctets));
    this.#skipTrigger = effort.skipTrigger;
    this.#progress = { at: 0, literals: 0, misses: 1 << effort.skipTrigger };
    if (effort.probes > 1) this.#longest = new LongestMatch(octets, this.#table, effort, workPerOctet);
  }

  /**
   * Encodes further octets.
   *
   * @param most - their number, which a match may exceed; fewer if they take more work than `workPerOctet` allows for this number
   * @returns whether the block is done
   */
  step(most: number): boolean {
    this.#table.select(this.#base);
    this.#longest?.beginStep(most);
    const progress = this.#progress;
    const stopAt = progress.at + most - 1;
    if (this.#longest !== undefined) searchDeep(this.#octets, this.#longest, this.#writer, progress, stopAt);
    else searchFast(this.#octets, this.#table, this.#skipTrigger, this.#writer, progress, stopAt);
    if (this.#writer.fits && progress.at <= this.#octets.length - MATCH_FIND_LIMIT) return false;
    this.#writer.writeLastLiterals(progress.literals);
    return true;
  }

  /** The block, after the last step; `undefined` if it would be longer than permitted. */
  get block(): Uint8Array | undefined {
    return this.#writer.fits ? this.#writer.block : undefined;
  }
}

/**
 * Encodes a message as one raw LZ4 block. The parameters are those of {@link BlockEncoder}.
 *
 * @returns `undefined` if the block would be longer
 */
export function encodeBlock(octets: Uint8Array, level: number, maxOctets: number, workPerOctet?: number): Uint8Array | undefined {
  const encoder = new BlockEncoder(octets, level, maxOctets, workPerOctet);
  encoder.step(Infinity);
  return encoder.block;
}
