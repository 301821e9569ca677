/**
 * All soaks by name.
 *
 * @module
 */
import { attacks } from "./attacks.ts";
import { badPeers } from "./bad-peers.ts";
import { churn } from "./churn.ts";
import { idle } from "./idle.ts";
import { messages } from "./messages.ts";
import { shutdown } from "./shutdown.ts";
import type { Soak } from "./soak.ts";
import { stalled } from "./stalled.ts";

/** All soaks in the order of a run. The first one measures memory, in a process that has not worked yet. */
export const soaks: Readonly<Record<string, Soak>> = { idle, messages, stalled, "bad-peers": badPeers, shutdown, churn, attacks };
