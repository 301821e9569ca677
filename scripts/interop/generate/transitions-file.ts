/**
 * Writes the transition table as data, beside the vectors.
 *
 * @module
 */
import type { MachineModel, MachineNameModel } from "../../../reference/layout/model.ts";
import { VERSION } from "../../../reference/schema/index.ts";
import { connection } from "../../../reference/schema/states/index.ts";
import { oneLineJson } from "../format/suite-text.ts";

/** The version of the format of the file. */
const FORMAT = 1;

/** The name of the file, below the folder of vectors. */
export const TRANSITIONS_FILE = "transitions.json";

const list = (values: readonly object[]): string => `[\n${values.map((value) => `    ${oneLineJson(value)}`).join(",\n")}\n  ]`;

/** Returns names with their roles and descriptions. */
function namesText({ roles: all }: MachineModel, names: readonly MachineNameModel[]): string {
  return list(names.map(({ name, roles = all, description }) => ({ name, roles, description })));
}

/**
 * Returns the table: states, events, guards and actions with their descriptions, and one line for each transition. The transitions of a
 * role, state and event are in the order in which their guards are evaluated.
 */
export function transitionsText(): string {
  const { model, impossible } = connection;
  const rows = model.transitions.map(({ roles = model.roles, from, event, guard, to, actions }) => ({
    roles,
    from,
    event,
    ...(guard === undefined ? {} : { guard }),
    to,
    actions,
  }));
  const members = [
    `"format": ${FORMAT}`,
    `"websocket2": ${VERSION}`,
    `"roles": ${oneLineJson(model.roles)}`,
    `"initial": ${oneLineJson(model.initial)}`,
    ...(["states", "events", "guards", "actions"] as const).map((kind) => `"${kind}": ${namesText(model, model[kind])}`),
    `"transitions": ${list(rows)}`,
    `"impossible": ${list(impossible.map(({ role, state, event, why }) => ({ role, from: state, event, why })))}`,
  ];
  return `{\n${members.map((member) => `  ${member}`).join(",\n")}\n}\n`;
}
