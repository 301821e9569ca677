/**
 * Checks of state machines. Each name is declared once, has a description, and is used; each used name is declared. Each pair of
 * state and event of a role has rows for every case, or is declared impossible.
 *
 * @module
 */
import { LayoutError } from "../errors.ts";
import type { MachineModel, MachineNameModel, TransitionModel } from "../model.ts";
import type { ImpossibleCell, MachineDoc, MachineRow, MachineVocabulary } from "./types.ts";

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
    if (!(state.roles ?? names.roles).includes(role)) {
      throw new LayoutError(doc.id, `the initial state ${state.name} of role ${role} is not a state of this role`);
    }
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
  if (row.role !== undefined && !names.roles.includes(row.role)) {
    throw new LayoutError(where, `there is no role ${JSON.stringify(row.role)}`);
  }
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

/** The rows of each cell by role, state and event. */
export type TransitionIndex = ReadonlyMap<string, ReadonlyMap<string, ReadonlyMap<string, readonly TransitionModel[]>>>;

const cellName = (model: MachineModel, role: string, state: string, event: string): string => `${model.id}.${role}.${state}.${event}`;

function rowProblem(rows: readonly TransitionModel[], impossible: boolean): string | undefined {
  if (rows.length === 0) return impossible ? undefined : "has no row and is not declared impossible";
  if (impossible) return "has a row and is declared impossible";
  const bare = rows.findIndex((row) => row.guard === undefined);
  if (bare === -1) return "has no row without a guard";
  if (bare < rows.length - 1) return "has a row after a row without a guard";
  const guards = rows.map((row) => row.guard);
  return new Set(guards).size < guards.length ? "has two rows with the same guard" : undefined;
}

const rolesOf = (model: MachineModel, all: readonly MachineNameModel[], name: string | undefined): readonly string[] =>
  all.find((each) => each.name === name)?.roles ?? model.roles;

function checkRoles(model: MachineModel, role: string, row: TransitionModel): void {
  const lacks = (all: readonly MachineNameModel[], name: string | undefined): boolean => !rolesOf(model, all, name).includes(role);
  const where = cellName(model, role, row.from, row.event);
  if (lacks(model.states, row.to)) throw new LayoutError(where, `leads to ${row.to}, which is not a state of a ${role}`);
  if (lacks(model.guards, row.guard)) throw new LayoutError(where, `has the guard ${row.guard}, which is not a guard of a ${role}`);
  const stray = row.actions.find((name) => lacks(model.actions, name));
  if (stray !== undefined) throw new LayoutError(where, `has the action ${stray}, which is not an action of a ${role}`);
}

function impossibleCellNames(model: MachineModel, impossible: readonly ImpossibleCell[]): ReadonlySet<string> {
  const names = impossible.map(({ role, state, event }) => cellName(model, role, state, event));
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new LayoutError(twice, "the cell is declared impossible twice");
  return new Set(names);
}

/**
 * Checks the cells and returns their rows.
 *
 * @param has - returns whether a role has a state and an event
 * @throws {@link LayoutError} if a cell has no rows or incomplete rows, or uses a name that the role does not have
 */
export function checkCells(
  model: MachineModel,
  impossible: readonly ImpossibleCell[],
  has: (role: string, state: string, event: string) => boolean,
): TransitionIndex {
  const closed = impossibleCellNames(model, impossible);
  const cell = (role: string, state: string, event: string): readonly TransitionModel[] => {
    if (!has(role, state, event)) return [];
    const rows = model.transitions.filter((row) => row.from === state && row.event === event && (row.roles ?? model.roles).includes(role));
    const name = cellName(model, role, state, event);
    const problem = rowProblem(rows, closed.has(name));
    if (problem !== undefined) throw new LayoutError(name, `the cell ${problem}`);
    for (const row of rows) checkRoles(model, role, row);
    return rows;
  };
  return new Map(
    model.roles.map((role) => [
      role,
      new Map(
        model.states.map(({ name: state }) => [state, new Map(model.events.map(({ name: event }) => [event, cell(role, state, event)]))]),
      ),
    ]),
  );
}
