/**
 * The transition table of the schema, arranged so that a step is a look-up: one node a state, one list of rows an event.
 *
 * @module
 */
import {
  connection,
  type ConnectionAction,
  type ConnectionEvent,
  type ConnectionGuard,
  type ConnectionRole,
  type ConnectionState,
} from "../schema/states/index.ts";

/** What an event leads to, where its guard holds. */
export interface Row {
  readonly guard: ConnectionGuard | undefined;
  readonly to: Node;
  readonly actions: readonly ConnectionAction[];
}

/** A state with the rows of every event that can come in it, in the order in which their guards are tried. */
export interface Node {
  readonly state: ConnectionState;
  readonly on: Readonly<Partial<Record<ConnectionEvent, readonly Row[]>>>;
}

type Growing = { state: ConnectionState; on: Partial<Record<ConnectionEvent, readonly Row[]>> };

function arranged(role: ConnectionRole): Node {
  const { states, events } = connection.model;
  const nodes = new Map<string, Growing>(states.map(({ name }) => [name, { state: name as ConnectionState, on: {} }]));
  for (const [state, node] of nodes) {
    for (const { name } of events) {
      const rows = connection.rows(role, state as ConnectionState, name as ConnectionEvent);
      if (rows.length === 0) continue;
      node.on[name as ConnectionEvent] = rows.map(({ guard, to, actions }) => ({ guard, to: nodes.get(to) as Node, actions }));
    }
  }
  return nodes.get(connection.initial[role]) as Node;
}

/** The node that each role begins in. */
export const beginnings: Readonly<Record<ConnectionRole, Node>> = { client: arranged("client"), server: arranged("server") };
