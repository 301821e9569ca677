/**
 * The type of an effect: the implementation of one action of the transition table.
 *
 * @module
 */
import type { ConnectionAction } from "../../../schema/states/index.ts";
import type { ConnectionContext } from "../connection-context.ts";

/** Performs one action. */
export type Effect = (context: ConnectionContext) => void;

/** The effects of a group of actions. */
export type EffectsOf<A extends ConnectionAction> = Readonly<Record<A, Effect>>;
