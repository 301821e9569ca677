/**
 * Starting timers; each takes the place of the one that runs.
 *
 * @module
 */
import { CloseTimer, Countdown } from "../timers.ts";
import type { EffectsOf } from "./effect.ts";

/** The effects on timers. */
export const timerEffects: EffectsOf<"start-handshake-timer" | "start-refusal-timer" | "start-close-timer"> = {
  "start-handshake-timer": (life) => {
    life.timer = new Countdown("handshake-timeout", life.now + life.limits.handshake);
  },
  "start-refusal-timer": (life) => {
    life.timer = new Countdown("refusal-timeout", life.now + life.limits.refusalLinger);
  },
  "start-close-timer": (life) => {
    life.timer = new CloseTimer(life.limits, life.now, () => life.withheld);
  },
};
