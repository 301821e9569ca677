/**
 * Octets to LZ4 blocks.
 *
 * @module
 */
import { BlockWriter } from "./block-writer.ts";
import { type SearchEffort, effortOf } from "./search-effort.ts";
import { HashTable } from "./hash-table.ts";
import { searchDeep, searchFast } from "./search-matches.ts";

/** Tables by how they are used, for all connections: they hold nothing from one message to the next. */
const tables = new Map<string, HashTable>();

function tableFor({ probes, hashBits }: SearchEffort): HashTable {
  const chained = probes > 1;
  const key = `${hashBits} ${chained}`;
  const known = tables.get(key) ?? new HashTable(hashBits, chained);
  tables.set(key, known);
  return known;
}

function searchMatches(octets: Uint8Array, effort: SearchEffort, writer: BlockWriter): void {
  const positions = tableFor(effort);
  positions.begin(octets.length);
  (effort.probes > 1 ? searchDeep : searchFast)(octets, positions, effort, writer);
}

/**
 * Compresses a message into one raw LZ4 block that keeps the end-of-block rules.
 *
 * @param level - 1 to 9; how hard to search
 * @param most - the most octets that the block may have
 * @returns `undefined` where the block would have more
 */
export function encodeBlock(octets: Uint8Array, level: number, most: number): Uint8Array | undefined {
  const writer = new BlockWriter(octets, Math.max(0, most));
  searchMatches(octets, effortOf(level), writer);
  return writer.fits ? writer.block : undefined;
}
