/**
 * Starts timers. Each replaces the running one.
 *
 * @module
 */
import { CloseTimer, Countdown, FlushTimer } from "../../timers/timer.ts";
import type { EffectsOf } from "./effect.ts";

/** The effects that start timers. */
export const timerEffects: EffectsOf<
  "start-handshake-timer" | "shorten-handshake-timer" | "start-refusal-timer" | "start-flush-timer" | "start-close-timer"
> = {
  "start-handshake-timer": (context) => {
    context.timer = new Countdown("handshake-timeout", context.now + context.limits.handshake);
  },
  "shorten-handshake-timer": (context) => {
    const { handshake, refusalLinger } = context.limits;
    const deadline = Math.min(context.timer?.deadline ?? context.now + handshake, context.now + refusalLinger);
    context.timer = new Countdown("handshake-timeout", deadline);
  },
  "start-refusal-timer": (context) => {
    context.timer = new Countdown("refusal-timeout", context.now + context.limits.refusalLinger);
  },
  "start-flush-timer": (context) => {
    context.timer = new FlushTimer(context.limits.closeAtMost, context.now);
  },
  "start-close-timer": (context) => {
    context.timer = new CloseTimer(context.limits, context.now, () => context.receivePaused);
  },
};
