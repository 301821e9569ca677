/**
 * The life of a connection as a table: what each role does in each state on each event.
 *
 * @module
 */
import { machine, type NamesOf } from "../../layout/machine.ts";
import { closingRows } from "./closing.ts";
import { endedRows } from "./ended.ts";
import { opening } from "./opening.ts";
import { drawings } from "./placement.ts";
import { runningRows } from "./running.ts";
import { names } from "./vocabulary.ts";

/** The connection's machine; the document's section on states shows it, and an endpoint runs it. */
export const connection = machine(
  names,
  {
    id: "connection",
    title: "Connection",
    description: "The states of a connection and what leads from one to the next, for both roles.",
    cite: "#states",
    initial: { client: "connecting", server: "deciding" },
    drawings,
  },
  [...opening, ...runningRows, ...closingRows, ...endedRows],
);

type Names = NamesOf<typeof connection>;

/** `client` or `server`. */
export type ConnectionRole = Names["role"];
/** The name of a state. */
export type ConnectionState = Names["state"];
/** The name of an event. */
export type ConnectionEvent = Names["event"];
/** The name of a guard. */
export type ConnectionGuard = Names["guard"];
/** The name of an action. */
export type ConnectionAction = Names["action"];
