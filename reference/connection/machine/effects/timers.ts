/**
 * Starts timers. Each replaces the running one.
 *
 * @module
 */
import { CloseTimer, Countdown, FlushTimer } from "../../timers/timer.ts";
import type { ConnectionContext } from "../connection-context.ts";
import type { EffectsOf } from "./effect.ts";

/** Starts a {@link CloseTimer}. @param latest - the bound, in ms of the clock */
function startCloseTimer(context: ConnectionContext, latest: number): void {
  context.timer = new CloseTimer({ close: context.limits.close, latest }, context.now, () => context.receivePaused);
}

/** The effects that start timers. */
export const timerEffects: EffectsOf<
  | "start-handshake-timer"
  | "shorten-handshake-timer"
  | "start-refusal-timer"
  | "start-flush-timer"
  | "start-answer-timer"
  | "start-close-timer"
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
    context.timer = new FlushTimer(context.limits, context.now);
  },
  "start-answer-timer": (context) => startCloseTimer(context, context.flushTimer?.latest ?? context.now + context.limits.flushTotal),
  "start-close-timer": (context) => startCloseTimer(context, context.now + context.limits.closeAtMost),
};
