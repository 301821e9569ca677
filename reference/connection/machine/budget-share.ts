/**
 * The share of one connection in the budget of messages that wait on all connections.
 *
 * @module
 */
import type { ConnectionContext } from "./connection-context.ts";

/** Returns whether the application has paused while the messages that wait on all connections exceed their budget. */
export function overBudget({ messageBudget, inbox, budgetedOctets }: ConnectionContext): boolean {
  return messageBudget !== undefined && inbox.paused && messageBudget.exceededWith(inbox.queuedOctets - budgetedOctets);
}

/** Counts the waiting messages of a connection, none once it has ended, and waits for room if the budget is exceeded. */
export function updateBudget(context: ConnectionContext): void {
  const { messageBudget, inbox, state } = context;
  if (messageBudget === undefined) return;
  const octets = state === "closed" ? 0 : inbox.queuedOctets;
  const change = octets - context.budgetedOctets;
  if (change !== 0) {
    context.budgetedOctets = octets;
    messageBudget.add(change);
  }
  if (state !== "closed" && overBudget(context)) messageBudget.wait(context);
  else messageBudget.forget(context);
}
