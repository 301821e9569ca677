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

/** Octets in use. */
export interface MemoryUsage {
  /** Of JavaScript: the heap, and the buffers outside of it. */
  readonly used: number;
  /** Of the whole process, as the system counts. */
  readonly resident: number;
}

/** What is in use once everything that can be collected has been. */
export async function measureMemory(): Promise<MemoryUsage> {
  collect ??= collector();
  // What was freed in one round may let go of more.
  for (let round = 0; round < 3; round += 1) {
    collect();
    await eventLoopTurn();
  }
  const { heapUsed, external, rss } = process.memoryUsage();
  return { used: heapUsed + external, resident: rss };
}

const KIB = 1024;
const MIB = KIB * KIB;

/** Octets in words. */
export function formatOctets(count: number): string {
  if (Math.abs(count) < KIB) return `${count.toFixed(0)} B`;
  return Math.abs(count) < MIB ? `${(count / KIB).toFixed(1)} KiB` : `${(count / MIB).toFixed(1)} MiB`;
}
