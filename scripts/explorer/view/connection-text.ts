/**
 * The state of one end of a connection in words.
 *
 * @module
 */
import type { ExplorerEndpoint } from "../machine/endpoint.ts";

/** What the words need of an end. */
type EndState = Pick<ExplorerEndpoint, "role" | "state" | "requested">;

/** Returns the state of an end in a sentence. Before the request it has no connection, although the table names its first state. */
export function stateSentence({ role, state, requested }: EndState): string {
  return requested ? `The ${role} is in the state ${state}.` : `The ${role} has no connection yet.`;
}

/** Returns the state that a drawing marks; nothing before the request. */
export const markedState = ({ state, requested }: EndState): string => (requested ? state : "");
