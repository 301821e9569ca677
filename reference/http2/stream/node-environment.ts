/**
 * Clock, randomness, compression methods and turns of Node.js.
 *
 * @module
 */
import { randomFillSync } from "node:crypto";
import { performance } from "node:perf_hooks";

import { nodeCompression } from "../../compression/index.ts";
import { type Environment, TurnScheduler } from "../../connection/index.ts";

/** The turns that all connections of the process share. */
export const nodeTurns = new TurnScheduler((turn) => void setImmediate(turn));

/** Environment of cores on Node.js. */
export const nodeEnvironment: Environment = {
  clock: () => performance.now(),
  random: (octets) => randomFillSync(new Uint8Array(octets)),
  compression: nodeCompression,
  turns: nodeTurns,
};
