/**
 * The search for matches.
 *
 * @module
 */
import type { BlockWriter } from "./block-writer.ts";
import type { SearchEffort } from "./search-effort.ts";
import { LAST_LITERALS, MATCH_FIND_LIMIT, MAX_OFFSET, MIN_MATCH } from "./format.ts";
import type { HashTable } from "./hash-table.ts";

function wordAt(octets: Uint8Array, at: number): number {
  return (
    (octets[at] as number) |
    ((octets[at + 1] as number) << 8) |
    ((octets[at + 2] as number) << 16) |
    ((octets[at + 3] as number) << 24)
  );
}

/** How many octets are the same from two positions on; the later one goes up to `end`. */
function matchLength(octets: Uint8Array, earlier: number, later: number, end: number): number {
  let at = later;
  for (let from = earlier; at < end && octets[from] === octets[at]; from++) at++;
  return at - later;
}

/** Searches one position for each hash, in growing steps where nothing is found. */
export function searchFast(octets: Uint8Array, positions: HashTable, { skipTrigger: patience }: SearchEffort, writer: BlockWriter): void {
  const last = octets.length - MATCH_FIND_LIMIT;
  const end = octets.length - LAST_LITERALS;
  let literals = 0;
  let misses = 1 << patience;
  for (let at = 0; at <= last && writer.fits; ) {
    const word = wordAt(octets, at);
    const earlier = positions.insert(word, at);
    if (earlier < 0 || at - earlier > MAX_OFFSET || wordAt(octets, earlier) !== word) {
      at += misses++ >> patience;
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
    if (stop - 2 <= last) positions.insert(wordAt(octets, stop - 2), stop - 2);
    at = literals = stop;
    misses = 1 << patience;
  }
  writer.writeLastLiterals(literals);
}

/** The longest match at a position. */
class LongestMatch {
  readonly #octets: Uint8Array;
  readonly #table: HashTable;
  readonly #probes: number;
  readonly #end: number;
  length = 0;
  offset = 0;
  /** The next position that is not noted yet. */
  #next = 0;

  constructor(octets: Uint8Array, positions: HashTable, { probes }: SearchEffort) {
    this.#octets = octets;
    this.#table = positions;
    this.#probes = probes;
    this.#end = octets.length - LAST_LITERALS;
  }

  /** Looks for a match that is longer than some octets, and notes all positions up to this one. */
  find(at: number, least: number): boolean {
    const octets = this.#octets;
    this.#insertUpTo(at);
    const word = wordAt(octets, at);
    let candidate = this.#table.insert(word, at);
    this.#next = at + 1;
    this.length = least;
    for (let probe = 0; probe < this.#probes && candidate >= 0 && at - candidate <= MAX_OFFSET; probe++) {
      const { length } = this;
      if (at + length >= this.#end) break;
      if (octets[candidate + length] === octets[at + length] && wordAt(octets, candidate) === word) {
        const found = matchLength(octets, candidate, at, this.#end);
        if (found > length) {
          this.length = found;
          this.offset = at - candidate;
        }
      }
      candidate = this.#table.previous(candidate);
    }
    return this.length > least;
  }

  #insertUpTo(at: number): void {
    for (; this.#next < at; this.#next++) this.#table.insert(wordAt(this.#octets, this.#next), this.#next);
  }
}

/** Follows the chain of earlier positions; a match waits while the next octet begins a longer one. */
export function searchDeep(octets: Uint8Array, positions: HashTable, effort: SearchEffort, writer: BlockWriter): void {
  const last = octets.length - MATCH_FIND_LIMIT;
  const longest = new LongestMatch(octets, positions, effort);
  let literals = 0;
  for (let at = 0; at <= last && writer.fits; ) {
    if (!longest.find(at, MIN_MATCH - 1)) {
      at++;
      continue;
    }
    let { length, offset } = longest;
    while (at < last && longest.find(at + 1, length)) {
      at++;
      ({ length, offset } = longest);
    }
    writer.writeSequence(literals, at, offset, length);
    at += length;
    literals = at;
  }
  writer.writeLastLiterals(literals);
}
