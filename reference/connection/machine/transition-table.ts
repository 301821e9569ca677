/**
 * The transition table of the schema, arranged so that a step is a look-up: one node a state, one list of rows an event, and in each
 * row what its guard asks and its actions do.
 *
 * @module
 */
import { connection, type ConnectionEvent, type ConnectionRole, type ConnectionState } from "../../schema/states/index.ts";
import type { Effect } from "./effects/effect.ts";
import { effects } from "./effects/index.ts";
import { type Guard, guards } from "./guards.ts";

/** What an event leads to, where its guard holds. */
export interface CompiledTransition {
  readonly guard: Guard | undefined;
  readonly to: StateNode;
  readonly effects: readonly Effect[];
  /** Whether octets are read as frames. */
  readonly parses: boolean;
}

/** The rows of every event, in the order in which their guards are tried; none where the event cannot come. */
type TransitionsByEvent = Record<ConnectionEvent, readonly CompiledTransition[]>;

/** A state with its rows. */
export interface StateNode {
  readonly state: ConnectionState;
  readonly on: Readonly<TransitionsByEvent>;
}

type MutableStateNode = { state: ConnectionState; on: TransitionsByEvent };

/** All nodes are of one shape, so that code which names an event finds its rows at once. */
function noTransitions(): TransitionsByEvent {
  return Object.fromEntries(connection.model.events.map(({ name }) => [name, []])) as unknown as TransitionsByEvent;
}

function compileTable(role: ConnectionRole): StateNode {
  const { states, events } = connection.model;
  const nodes = new Map<string, MutableStateNode>(states.map(({ name }) => [name, { state: name as ConnectionState, on: noTransitions() }]));
  for (const [state, node] of nodes) {
    for (const { name } of events) {
      node.on[name as ConnectionEvent] = connection.rows(role, state as ConnectionState, name as ConnectionEvent).map(({ guard, to, actions }) => ({
        guard: guard === undefined ? undefined : guards[guard],
        to: nodes.get(to) as StateNode,
        effects: actions.map((action) => effects[action]),
        parses: actions.includes("parse"),
      }));
    }
  }
  return nodes.get(connection.initial[role]) as StateNode;
}

/** The node that each role begins in. */
export const initialNodes: Readonly<Record<ConnectionRole, StateNode>> = { client: compileTable("client"), server: compileTable("server") };
