/**
 * Counts the peer's pings, empty messages and empty DATA frames against their limits (Section "Limits"), and closes the connection if
 * the peer exceeds one.
 *
 * @module
 */
import { limit, type LimitName } from "../../schema/limits.ts";
import { RateLimiter } from "../limits/rate-limiter.ts";
import type { ConnectionContext, CountedEvent } from "./connection-context.ts";

/** The limit on each event. Empty messages and empty DATA frames have a counter each. */
const limitNames = {
  ping: "pings",
  emptyMessage: "emptyFrames",
  emptyData: "emptyFrames",
} as const satisfies Record<CountedEvent, LimitName>;

/**
 * Counts one event of the peer. If it exceeds its limit, an open connection closes with the status of the limit.
 *
 * @returns whether the event exceeds its limit
 */
export function countEvent(context: ConnectionContext, event: CountedEvent): boolean {
  const name = limitNames[event];
  context.rateLimiters ??= {};
  const limiter = (context.rateLimiters[event] ??= new RateLimiter(context.limits[name], limit.entry(name).within ?? 0));
  if (!limiter.count(context.now)) return false;
  if (context.state === "open") closeOverLimit(context, name);
  return true;
}

function closeOverLimit(context: ConnectionContext, name: LimitName): void {
  const { status } = limit.entry(name);
  context.closeRequest = status === undefined ? { reason: "" } : { status, reason: "" };
  context.exceededLimit = name;
  context.fire("close");
}
