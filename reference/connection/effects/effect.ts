/**
 * What an effect is: what one action of the transition table does to an end.
 *
 * @module
 */
import type { ConnectionAction, ConnectionEvent } from "../../schema/states/index.ts";
import type { Life } from "../life.ts";
import type { Row } from "../table.ts";

/** How an effect has further events worked on. */
export interface Run {
  readonly fire: (life: Life, event: ConnectionEvent, rows?: readonly Row[]) => void;
  /** Whether octets are read as frames now. */
  readonly reads: (life: Life) => boolean;
}

/** Does one action. */
export type Effect = (life: Life, run: Run) => void;

/** Effects by the actions that they do. */
export type EffectsOf<A extends ConnectionAction> = Readonly<Record<A, Effect>>;
