/**
 * The clock and the randomness of this platform.
 *
 * @module
 */
import { randomFillSync } from "node:crypto";
import { performance } from "node:perf_hooks";

import type { Environment } from "../../connection/index.ts";

/** The world outside of the protocol, as Node.js has it. */
export const nodeEnvironment: Environment = {
  clock: () => performance.now(),
  random: (octets) => randomFillSync(new Uint8Array(octets)),
};
