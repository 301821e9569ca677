/**
 * Checks of the names of a state machine: each name is declared once, has a description, and is used; each used name is declared.
 *
 * @module
 */
import { LayoutError } from "../errors.ts";
import type { MachineDoc, MachineRow, MachineVocabulary } from "./types.ts";
import type { MachineModel, MachineNameModel } from "../model.ts";

const NAME = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

const KIND_NOUNS = { states: "state", events: "event", guards: "guard", actions: "action" } as const;
type MachineNameKind = keyof typeof KIND_NOUNS;
const kinds = Object.keys(KIND_NOUNS) as readonly MachineNameKind[];

function problemOf(named: MachineNameModel, roles: readonly string[]): string | undefined {
  if (!NAME.test(named.name)) return "is not in lower case with hyphens";
  if (named.description.trim() === "") return "has no description";
  const stray = named.roles?.find((role) => !roles.includes(role));
  return stray === undefined ? undefined : `names the role ${JSON.stringify(stray)}, which is not declared`;
}

function checkKind(id: string, kind: MachineNameKind, names: MachineVocabulary): void {
  const seen = new Set<string>();
  for (const named of names[kind]) {
    const problem = seen.has(named.name) ? "is declared twice" : problemOf(named, names.roles);
    if (problem !== undefined) throw new LayoutError(`${id}.${named.name}`, `the ${KIND_NOUNS[kind]} ${problem}`);
    seen.add(named.name);
  }
}

const includesName = (all: readonly MachineNameModel[], name: string): boolean => all.some((each) => each.name === name);

/**
 * Checks a vocabulary and the initial states of the roles.
 *
 * @throws {@link LayoutError} if a name is malformed, is declared twice or has no description, or an initial state is unknown
 */
export function checkMachineNames(doc: MachineDoc, names: MachineVocabulary): void {
  for (const kind of kinds) checkKind(doc.id, kind, names);
  for (const role of names.roles) {
    const state = names.states.find((each) => each.name === doc.initial[role]);
    if (state === undefined) throw new LayoutError(doc.id, `the initial state of role ${role} is not declared`);
    if (!(state.roles ?? names.roles).includes(role)) throw new LayoutError(doc.id, `the initial state ${state.name} of role ${role} is not a state of this role`);
  }
}

const asNames = (value: string | readonly string[] | undefined): readonly string[] =>
  value === undefined ? [] : typeof value === "string" ? [value] : value;

function namesUsedBy(row: MachineRow): Readonly<Record<MachineNameKind, readonly string[]>> {
  const events = asNames(row.on);
  if ("never" in row) return { states: asNames(row.from), events, guards: [], actions: [] };
  return { states: [...asNames(row.from), ...asNames(row.to)], events, guards: asNames(row.when), actions: asNames(row.do) };
}

/**
 * Checks that a row uses only names of the vocabulary.
 *
 * @throws {@link LayoutError} if a name is unknown, or the row has no state, no event or no reason
 */
export function checkRow(id: string, names: MachineVocabulary, row: MachineRow): void {
  const where = `${id}.${asNames(row.from).join("|")}.${asNames(row.on).join("|")}`;
  if (row.role !== undefined && !names.roles.includes(row.role)) throw new LayoutError(where, `there is no role ${JSON.stringify(row.role)}`);
  const used = namesUsedBy(row);
  for (const kind of kinds) {
    const stray = used[kind].find((name) => !includesName(names[kind], name));
    if (stray !== undefined) throw new LayoutError(where, `there is no ${KIND_NOUNS[kind]} ${JSON.stringify(stray)}`);
  }
  if (used.states.length === 0 || used.events.length === 0) throw new LayoutError(where, "the row has no state or no event");
  if ("never" in row && row.never.trim() === "") throw new LayoutError(where, "the row gives no reason why it is impossible");
}

/**
 * Checks that every state can be reached and every guard and action is used.
 *
 * @throws {@link LayoutError} if one is not
 */
export function checkNamesUsed(model: MachineModel): void {
  const used: Readonly<Record<Exclude<MachineNameKind, "events">, ReadonlySet<string | undefined>>> = {
    states: new Set([...Object.values(model.initial), ...model.transitions.map((row) => row.to)]),
    guards: new Set(model.transitions.map((row) => row.guard)),
    actions: new Set(model.transitions.flatMap((row) => row.actions)),
  };
  for (const kind of ["states", "guards", "actions"] as const) {
    const unused = model[kind].find((named) => !used[kind].has(named.name));
    if (unused !== undefined) throw new LayoutError(`${model.id}.${unused.name}`, `no row uses the ${KIND_NOUNS[kind]}`);
  }
}
