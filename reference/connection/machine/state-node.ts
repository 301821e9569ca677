/**
 * The types of the compiled transition table. `C` is the context that guards and effects work on.
 *
 * @module
 */
import type { ConnectionEvent, ConnectionState } from "../../schema/states/index.ts";

/** One row of the table. */
export interface Transition<C> {
  /** The condition of the row; `undefined` always holds. */
  readonly guard: ((context: C) => boolean) | undefined;
  readonly to: StateNode<C>;
  readonly effects: readonly ((context: C) => void)[];
  /** Whether one of the effects reads octets as frames. */
  readonly parses: boolean;
}

/** For each event, the rows of one state in the order in which their guards are evaluated. Impossible events have no rows. */
export type TransitionsByEvent<C> = Record<ConnectionEvent, readonly Transition<C>[]>;

/** A state with its rows. The properties that follow from the rows save frequent events the general step. */
export interface StateNode<C> {
  readonly state: ConnectionState;
  readonly on: Readonly<TransitionsByEvent<C>>;
  /** Whether octets are read as frames whatever guards say. */
  readonly alwaysReads: boolean;
  /** Whether a received message is delivered, and nothing else. */
  readonly onlyDelivers: boolean;
  /** Whether a message to send is queued, and nothing else. */
  readonly onlyQueues: boolean;
}
