/**
 * What an effect is: what one action of the transition table does to an end.
 *
 * @module
 */
import type { ConnectionAction, ConnectionEvent } from "../../../schema/states/index.ts";
import type { ConnectionContext } from "../connection-context.ts";
import type { CompiledTransition } from "../transition-table.ts";

/** How an effect has further events worked on. */
export interface Dispatcher {
  readonly fire: (life: ConnectionContext, event: ConnectionEvent, rows?: readonly CompiledTransition[]) => void;
  /** Whether octets are read as frames now. */
  readonly readsFrames: (life: ConnectionContext) => boolean;
}

/** Does one action. */
export type Effect = (life: ConnectionContext, run: Dispatcher) => void;

/** Effects by the actions that they do. */
export type EffectsOf<A extends ConnectionAction> = Readonly<Record<A, Effect>>;
