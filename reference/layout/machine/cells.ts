/**
 * Checks of the cells of a state machine: each pair of state and event of a role has rows for every case, or is declared
 * impossible.
 *
 * @module
 */
import { LayoutError } from "../errors.ts";
import type { ImpossibleCell } from "./types.ts";
import type { MachineModel, MachineNameModel, TransitionModel } from "../model.ts";

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
export function checkCells(model: MachineModel, impossible: readonly ImpossibleCell[], has: (role: string, state: string, event: string) => boolean): TransitionIndex {
  const closed = impossibleCellNames(model, impossible);
  const cell = (role: string, state: string, event: string): readonly TransitionModel[] => {
    if (!has(role, state, event)) return [];
    const rows = model.transitions.filter(
      (row) => row.from === state && row.event === event && (row.roles ?? model.roles).includes(role),
    );
    const name = cellName(model, role, state, event);
    const problem = rowProblem(rows, closed.has(name));
    if (problem !== undefined) throw new LayoutError(name, `the cell ${problem}`);
    for (const row of rows) checkRoles(model, role, row);
    return rows;
  };
  return new Map(
    model.roles.map((role) => [
      role,
      new Map(model.states.map(({ name: state }) => [state, new Map(model.events.map(({ name: event }) => [event, cell(role, state, event)]))])),
    ]),
  );
}
