/**
 * Clock, randomness and compression methods of Node.js.
 *
 * @module
 */
import { randomFillSync } from "node:crypto";
import { performance } from "node:perf_hooks";

import { nodeCompression } from "../../compression/index.ts";
import type { Environment } from "../../connection/index.ts";

/** Environment of cores on Node.js. */
export const nodeEnvironment: Environment = {
  clock: () => performance.now(),
  random: (octets) => randomFillSync(new Uint8Array(octets)),
  compression: nodeCompression,
};
