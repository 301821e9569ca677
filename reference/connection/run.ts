/**
 * Runs the transition table: one event, the row that holds, the next state, and then what the row does.
 *
 * @module
 */
import { LocalError } from "../layout/errors.ts";
import type { ConnectionEvent } from "../schema/states/index.ts";
import { effects } from "./effects/index.ts";
import { guards } from "./guards.ts";
import type { Life } from "./life.ts";
import type { Row } from "./table.ts";

function rowFor(life: Life, event: ConnectionEvent): Row | undefined {
  const rows = life.node.on[event];
  if (rows === undefined) return undefined;
  for (const row of rows) if (row.guard === undefined || guards[row.guard](life)) return row;
  return undefined;
}

/**
 * Works on one event. The state changes before the actions, since reading on in a new state may bring further events.
 *
 * @throws {@link LocalError} where the event cannot come in this state: the caller told of HTTP what HTTP does not do
 */
export function fire(life: Life, event: ConnectionEvent): void {
  const row = rowFor(life, event);
  if (row === undefined) throw new LocalError(event, `does not happen in the state ${life.node.state}`);
  life.from = life.node.state;
  life.event = event;
  life.node = row.to;
  for (const action of row.actions) effects[action](life, run);
  if (row.to.state === "closed" && life.from !== "closed") life.release();
}

/** Whether octets are read as frames now: not before the reply, and not behind the peer's error frame or a fault. */
export function reads(life: Life): boolean {
  return rowFor(life, "octets")?.actions.includes("parse") === true;
}

/** What effects run further events with. */
export const run = { fire, reads } as const;
