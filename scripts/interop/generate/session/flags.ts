/**
 * Flags the cases of a transition: one flag with a note for each action that has a visible effect.
 *
 * @module
 */
import { connection, type ConnectionRole } from "../../../../reference/schema/states/index.ts";
import type { SuiteBuilder } from "../suite-builder.ts";
import { requirementsByFlag } from "../requirements-by-flag.ts";

type FlaggedTransition = (typeof connection.model.transitions)[number];

const capitalize = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1);

/**
 * Returns the flag of an action: `ClientSendEndStream` if each role has its own requirement for `send-end-stream`, else `SendEndStream`.
 */
function flagOf(role: ConnectionRole, action: string): string {
  const name = action.split("-").map(capitalize).join("");
  const own = capitalize(role) + name;
  return Object.hasOwn(requirementsByFlag["session"] ?? {}, own) ? own : name;
}

/** States before the connection is open. */
const early = ["deciding", "connecting", "refused", "opening", "replied", "confirming"];

/** Adds the notes of a transition's flags, and returns the flags. */
export function flagsOf(builder: SuiteBuilder, role: ConnectionRole, { from, actions }: FlaggedTransition): readonly string[] {
  const shown = actions.filter((name) => Object.hasOwn(requirementsByFlag["session"] ?? {}, flagOf(role, name)));
  const described = connection.model.actions;
  if (shown.length > 0) {
    return shown.map((name) => builder.note(flagOf(role, name), described.find((each) => each.name === name)?.description ?? name));
  }
  const flag = early.includes(from) ? `${capitalize(role)}Waits` : "Nothing";
  return [builder.note(flag, "the input has no visible effect")];
}
