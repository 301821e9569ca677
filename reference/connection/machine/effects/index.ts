/**
 * All effects: one for every action of the transition table, which the type demands.
 *
 * @module
 */
import type { ConnectionAction } from "../../../schema/states/index.ts";
import type { Effect } from "./effect.ts";
import { endingEffects } from "./ending.ts";
import { openingEffects } from "./opening.ts";
import { queueingEffects } from "./queueing.ts";
import { readingEffects } from "./reading.ts";
import { receivingEffects } from "./receiving.ts";
import { timerEffects } from "./timers.ts";

/** What each action does. */
export const effects: Readonly<Record<ConnectionAction, Effect>> = {
  ...openingEffects,
  ...timerEffects,
  ...readingEffects,
  ...receivingEffects,
  ...queueingEffects,
  ...endingEffects,
};
