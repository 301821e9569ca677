/**
 * The state machine of a connection: the next state and the actions for each role, state and event.
 *
 * @module
 */
import { machine, type MachineNamesOf } from "../../layout/machine/machine.ts";
import { closingRows } from "./closing.ts";
import { endedRows } from "./ended.ts";
import { openingRows } from "./opening.ts";
import { drawings } from "./drawings.ts";
import { runningRows } from "./running.ts";
import { sequences } from "./sequences.ts";
import { connectionNames } from "./vocabulary.ts";

/** The state machine of a connection. Section "States" of the draft shows it, and every endpoint runs it. */
export const connection = machine(
  connectionNames,
  {
    id: "connection",
    title: "Connection",
    description: "The states of a connection and the transitions between them, for both roles.",
    cite: "#states",
    initial: { client: "connecting", server: "deciding" },
    drawings,
    sequences,
  },
  [...openingRows, ...runningRows, ...closingRows, ...endedRows],
);

type ConnectionNames = MachineNamesOf<typeof connection>;

/** `client` or `server`. */
export type ConnectionRole = ConnectionNames["role"];
/** The name of a state. */
export type ConnectionState = ConnectionNames["state"];
/** The name of an event. */
export type ConnectionEvent = ConnectionNames["event"];
/** The name of a guard. */
export type ConnectionGuard = ConnectionNames["guard"];
/** The name of an action. */
export type ConnectionAction = ConnectionNames["action"];
