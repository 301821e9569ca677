/**
 * What a row of the transition table is about: a flag for each action that shows something, each with its note.
 *
 * @module
 */
import { connection, type ConnectionRole } from "../../../../reference/schema/states/index.ts";
import type { SuiteBuilder } from "../suite-builder.ts";
import { requirementsByFlag } from "../requirements-by-flag.ts";

type FlaggedTransition = (typeof connection.model.transitions)[number];

const capitalize = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1);

/** `send-end-stream` of a client: `ClientSendEndStream` where each role has its own statement, else `SendEndStream`. */
function flagOf(role: ConnectionRole, action: string): string {
  const name = action.split("-").map(capitalize).join("");
  const own = capitalize(role) + name;
  return Object.hasOwn(requirementsByFlag["session"] ?? {}, own) ? own : name;
}

/** States before the connection is open. */
const early = ["deciding", "connecting", "refused", "opening", "replied", "confirming"];

/** Notes the flags of a row. @returns their names */
export function flagsOf(draft: SuiteBuilder, role: ConnectionRole, { from, actions }: FlaggedTransition): readonly string[] {
  const shown = actions.filter((name) => Object.hasOwn(requirementsByFlag["session"] ?? {}, flagOf(role, name)));
  const described = connection.model.actions;
  if (shown.length > 0) {
    return shown.map((name) => draft.note(flagOf(role, name), described.find((each) => each.name === name)?.description ?? name));
  }
  const flag = early.includes(from) ? `${capitalize(role)}Waits` : "Nothing";
  return [draft.note(flag, "what comes here changes nothing that can be seen")];
}
