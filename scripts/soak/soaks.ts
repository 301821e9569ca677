/**
 * Every soak by its name.
 *
 * @module
 */
import { badPeers } from "./bad-peers.ts";
import { churn } from "./churn.ts";
import { idle } from "./idle.ts";
import { messages } from "./messages.ts";
import { shutdown } from "./shutdown.ts";
import type { Soak } from "./soak.ts";
import { stalled } from "./stalled.ts";

/** In the order in which they run; the first measures memory, and so finds a process that has done nothing. */
export const soaks: Readonly<Record<string, Soak>> = { idle, messages, stalled, "bad-peers": badPeers, shutdown, churn };
