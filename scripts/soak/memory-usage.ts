/**
 * Memory after garbage collection.
 *
 * @module
 */
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

import { eventLoopTurn } from "./loopback-server.ts";

let collect: (() => void) | undefined;

function collector(): () => void {
  setFlagsFromString("--expose-gc");
  return runInNewContext("gc") as () => void;
}

/** Memory in use, in octets. */
export interface MemoryUsage {
  /** Memory of JavaScript: the heap and external buffers. */
  readonly used: number;
  /** Resident memory of the process. */
  readonly resident: number;
}

/** Collects garbage and returns the memory in use. */
export async function measureMemory(): Promise<MemoryUsage> {
  collect ??= collector();
  // Finalizers of one collection release objects for the next.
  for (let round = 0; round < 3; round += 1) {
    collect();
    await eventLoopTurn();
  }
  const { heapUsed, external, rss } = process.memoryUsage();
  return { used: heapUsed + external, resident: rss };
}

const KIB = 1024;
const MIB = KIB * KIB;

/** Returns a number of octets with a unit. */
export function formatOctets(count: number): string {
  if (Math.abs(count) < KIB) return `${count.toFixed(0)} B`;
  return Math.abs(count) < MIB ? `${(count / KIB).toFixed(1)} KiB` : `${(count / MIB).toFixed(1)} MiB`;
}
