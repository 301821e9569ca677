/**
 * The typed names of the transition table.
 *
 * @module
 */
import { vocabulary, type MachineRowOf } from "../../layout/machine/machine.ts";
import { actions } from "./actions.ts";
import { events } from "./events.ts";
import { guards } from "./guards.ts";
import { states } from "./states.ts";

/** Roles, states, events, guards and actions of a connection. */
export const connectionNames = vocabulary({ roles: ["client", "server"], states, events, guards, actions });

/** A row of the connection's table. */
export type ConnectionRow = MachineRowOf<typeof connectionNames>;
