/**
 * Starting timers; each takes the place of the one that runs.
 *
 * @module
 */
import { CloseTimer, Countdown, FlushTimer } from "../../timers/timer.ts";
import type { EffectsOf } from "./effect.ts";

/** The effects on timers. */
export const timerEffects: EffectsOf<
  "start-handshake-timer" | "shorten-handshake-timer" | "start-refusal-timer" | "start-flush-timer" | "start-close-timer"
> = {
  "start-handshake-timer": (life) => {
    life.timer = new Countdown("handshake-timeout", life.now + life.limits.handshake);
  },
  "shorten-handshake-timer": (life) => {
    const { handshake, refusalLinger } = life.limits;
    life.timer = new Countdown("handshake-timeout", Math.min(life.timer?.deadline ?? life.now + handshake, life.now + refusalLinger));
  },
  "start-refusal-timer": (life) => {
    life.timer = new Countdown("refusal-timeout", life.now + life.limits.refusalLinger);
  },
  "start-flush-timer": (life) => {
    life.timer = new FlushTimer(life.limits.closeAtMost, life.now);
  },
  "start-close-timer": (life) => {
    life.timer = new CloseTimer(life.limits, life.now, () => life.receivePaused);
  },
};
