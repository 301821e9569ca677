/**
 * Runs the transition table: one event, the row that holds, the next state, and then what the row does.
 *
 * @module
 */
import { LocalError } from "../../layout/errors.ts";
import type { ConnectionEvent } from "../../schema/states/index.ts";
import type { ConnectionContext } from "./connection-context.ts";
import type { CompiledTransition } from "./transition-table.ts";

function matchingRow(life: ConnectionContext, rows: readonly CompiledTransition[]): CompiledTransition | undefined {
  for (const row of rows) if (row.guard === undefined || row.guard(life)) return row;
  return undefined;
}

/**
 * Works on one event. The state changes before the actions, since reading on in a new state may bring further events.
 *
 * @param rows - of the event in this state; given where an event comes so often that to look them up by name costs
 * @throws {@link LocalError} where the event cannot come in this state: the caller told of HTTP what HTTP does not do
 */
export function fire(life: ConnectionContext, event: ConnectionEvent, rows: readonly CompiledTransition[] = life.node.on[event]): void {
  const row = matchingRow(life, rows);
  if (row === undefined) throw new LocalError(event, `does not happen in the state ${life.node.state}`);
  const { to, effects } = row;
  life.previousState = life.node.state;
  life.event = event;
  life.node = to;
  for (const effect of effects) effect(life, dispatcher);
  if (to.state === "closed" && life.previousState !== "closed") life.release();
}

/** Whether octets are read as frames now: not before the reply, and not behind the peer's error frame or a fault. */
export function readsFrames(life: ConnectionContext): boolean {
  return matchingRow(life, life.node.on.octets)?.parses === true;
}

/** What effects run further events with. */
export const dispatcher = { fire, readsFrames } as const;
