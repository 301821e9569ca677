/**
 * Octets to LZ4 blocks.
 *
 * @module
 */
import { BlockWriter } from "./block-writer.ts";
import { type Effort, effortOf } from "./effort.ts";
import { Positions } from "./positions.ts";
import { searchDeep, searchFast } from "./search.ts";

/** Tables by how they are used, for all connections: they hold nothing from one message to the next. */
const tables = new Map<string, Positions>();

function tableOf({ probes, hashBits }: Effort): Positions {
  const chained = probes > 1;
  const key = `${hashBits} ${chained}`;
  const known = tables.get(key) ?? new Positions(hashBits, chained);
  tables.set(key, known);
  return known;
}

function search(octets: Uint8Array, effort: Effort, writer: BlockWriter): void {
  const positions = tableOf(effort);
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
  search(octets, effortOf(level), writer);
  return writer.fits ? writer.block : undefined;
}
