/**
 * The effects of all actions of the transition table.
 *
 * @module
 */
import type { ConnectionAction } from "../../../schema/states/index.ts";
import { closingEffects } from "./closing.ts";
import type { EffectsOf } from "./effect.ts";
import { messageEffects } from "./messages.ts";
import { openingEffects } from "./opening.ts";
import { pingEffects } from "./pings.ts";
import { readingEffects } from "./reading.ts";
import { reportingEffects } from "./reporting.ts";
import { timerEffects } from "./timers.ts";

/** The effect of each action. The type requires one for every action of the schema. */
export const effects: EffectsOf<ConnectionAction> = {
  ...openingEffects,
  ...timerEffects,
  ...readingEffects,
  ...messageEffects,
  ...pingEffects,
  ...closingEffects,
  ...reportingEffects,
};
