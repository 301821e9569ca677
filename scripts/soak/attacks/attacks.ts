/**
 * All attacks, in the order of the table.
 *
 * @module
 */
import type { Attack } from "./attack.ts";
import { compressedAttacks } from "./compressed-attacks.ts";
import { floodAttacks } from "./flood-attacks.ts";
import { holdingAttacks } from "./holding-attacks.ts";

/** All attacks. */
export const attacks: readonly Attack[] = [...compressedAttacks, ...floodAttacks, ...holdingAttacks];
