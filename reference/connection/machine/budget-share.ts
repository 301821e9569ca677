/**
 * The share of one connection in the budget of what waits on all connections: its messages, and its frame in progress.
 *
 * @module
 */
import type { ConnectionContext } from "./connection-context.ts";

/** Returns the octets that a connection holds: messages that wait for the application, and an incomplete frame. */
function heldOctets({ inbox, decoder }: ConnectionContext): number {
  return inbox.queuedOctets + (decoder?.pending ?? 0);
}

/** Returns whether the application has paused while the messages that wait on all connections exceed their budget. */
export function overBudget(context: ConnectionContext): boolean {
  const { messageBudget, inbox, budgetedOctets } = context;
  return messageBudget !== undefined && inbox.paused && messageBudget.exceededWith(heldOctets(context) - budgetedOctets);
}

/** Counts what a connection holds, nothing once it has ended, and waits for room if the budget is exceeded. */
export function updateBudget(context: ConnectionContext): void {
  const { messageBudget, state } = context;
  if (messageBudget === undefined) return;
  const octets = state === "closed" ? 0 : heldOctets(context);
  const change = octets - context.budgetedOctets;
  if (change !== 0) {
    context.budgetedOctets = octets;
    messageBudget.add(change);
  }
  if (state !== "closed" && overBudget(context)) messageBudget.wait(context);
  else messageBudget.forget(context);
}
