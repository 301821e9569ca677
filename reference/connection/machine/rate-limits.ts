/**
 * Counts the peer's pings against their limit (Section "Limits"), and closes the connection if the peer exceeds it.
 *
 * @module
 */
import { limit } from "../../schema/limits.ts";
import { RateLimiter } from "../limits/rate-limiter.ts";
import type { ConnectionContext } from "./connection-context.ts";

const { within = 0, status } = limit.entry("pings");

/**
 * Counts one ping of the peer. If it exceeds the limit, an open connection closes with the status of the limit.
 *
 * @returns whether the ping exceeds the limit
 */
export function countPing(context: ConnectionContext): boolean {
  const limiter = (context.pingLimiter ??= new RateLimiter(context.limits.pings, within));
  if (!limiter.count(context.now)) return false;
  if (context.state === "open") closeOverLimit(context);
  return true;
}

function closeOverLimit(context: ConnectionContext): void {
  context.closeRequest = status === undefined ? { reason: "" } : { status, reason: "" };
  context.exceededLimit = "pings";
  context.fire("close");
}
