/**
 * State machines as tables: every name is declared with its meaning, every cell of role, state and event is accounted for,
 * and the table is what runs.
 *
 * @module
 */
import { checkCells } from "./cells.ts";
import { checkMachineNames, checkRow, checkNamesUsed } from "./names.ts";
import { LayoutError } from "../errors.ts";
import type { ImpossibleCell, Machine, MachineDoc, MachineRow, MachineStep, MachineVocabulary } from "./types.ts";
import type { MachineModel, MachineNameModel, TransitionModel } from "../model.ts";

export type * from "./types.ts";

const asArray = <T>(one: T | readonly T[]): readonly T[] => (Array.isArray(one) ? (one as readonly T[]) : [one as T]);

type HasCell = (role: string, state: string, event: string) => boolean;

interface CellRoles {
  readonly state: string;
  readonly event: string;
  readonly roles: readonly string[];
}

/** The pairs of state and event that a row stands for, each with the roles that it holds for. */
function pairsOf(id: string, row: MachineRow, roles: readonly string[], has: HasCell): readonly CellRoles[] {
  const pairs = asArray(row.from).flatMap((state) => asArray(row.on).map((event) => ({ state, event })));
  return pairs.map(({ state, event }) => {
    const held = (row.role === undefined ? roles : [row.role]).filter((role) => has(role, state, event));
    if (held.length === 0) throw new LayoutError(`${id}.${state}.${event}`, "no role has both the state and the event");
    return { state, event, roles: held };
  });
}

function transitionsOf(id: string, row: MachineRow, all: readonly string[], has: HasCell): readonly TransitionModel[] {
  if ("never" in row) return [];
  return pairsOf(id, row, all, has).map(({ state, event, roles }) => ({
    from: state,
    event,
    ...(roles.length === all.length ? {} : { roles }),
    ...(row.when === undefined ? {} : { guard: row.when }),
    to: row.to ?? state,
    actions: row.do ?? [],
  }));
}

function impossibleCells(id: string, row: MachineRow, all: readonly string[], has: HasCell): readonly ImpossibleCell[] {
  if (!("never" in row)) return [];
  return pairsOf(id, row, all, has).flatMap(({ state, event, roles }) =>
    roles.map((role) => ({ role, state, event, why: row.never })),
  );
}

function hasCellOf(names: MachineVocabulary): HasCell {
  const rolesOf = (all: readonly MachineNameModel[]) => new Map(all.map((each) => [each.name, each.roles ?? names.roles]));
  const [states, events] = [rolesOf(names.states), rolesOf(names.events)];
  return (role, state, event) => (states.get(state)?.includes(role) ?? false) && (events.get(event)?.includes(role) ?? false);
}

function modelOf(names: MachineVocabulary, doc: MachineDoc, transitions: readonly TransitionModel[]): MachineModel {
  const { id, title, description, cite, initial, drawings } = doc;
  const { roles, states, events, guards, actions } = names;
  const drawn = drawings === undefined ? {} : { drawings };
  return { kind: "machine", id, title, description, cite, roles, states, events, guards, actions, initial, transitions, ...drawn };
}

/**
 * Declares the names of a machine, so that its rows can be typed with {@link RowOf}.
 *
 * @param names - roles, and states, events, guards and actions with their meaning
 * @returns the same, with every name in its type
 */
export function vocabulary<
  const R extends string,
  const S extends string,
  const E extends string,
  const G extends string,
  const A extends string,
>(names: MachineVocabulary<R, S, E, G, A>): MachineVocabulary<R, S, E, G, A> {
  return names;
}

/**
 * Declares a machine.
 *
 * @param names - what its rows may speak of
 * @param doc - what it is, and where each role begins
 * @param rows - transitions and impossibilities; the order matters only among rows of one cell
 * @throws {@link LayoutError} where a name is unknown, stands twice, is without meaning or is never used; where a row can hold
 *   for no role or can never be reached; where a cell of role, state and event has no row, no last row without a guard, or is
 *   declared impossible and has a row
 *
 * @example
 * ```ts
 * import { machine, step, vocabulary } from "websocket2/layout";
 *
 * const names = vocabulary({
 *   roles: ["door"],
 *   states: [
 *     { name: "open", description: "The door stands open.", cite: "#door" },
 *     { name: "shut", description: "The door is shut.", cite: "#door" },
 *   ],
 *   events: [{ name: "push", description: "Someone pushes the door.", cite: "#door" }],
 *   guards: [{ name: "locked", description: "The key is turned.", cite: "#door" }],
 *   actions: [{ name: "creak", description: "The door creaks.", cite: "#door" }],
 * });
 * const door = machine(names, { id: "door", title: "Door", description: "A door.", cite: "#door", initial: { door: "shut" } }, [
 *   { from: "shut", on: "push", when: "locked" },
 *   { from: "shut", on: "push", to: "open", do: ["creak"] },
 *   { from: "open", on: "push", to: "shut" },
 * ]);
 * console.log(step(door, "door", "shut", "push", () => false)?.to); // open
 * ```
 */
export function machine<R extends string, S extends string, E extends string, G extends string, A extends string>(
  names: MachineVocabulary<R, S, E, G, A>,
  doc: MachineDoc<NoInfer<R>, NoInfer<S>>,
  rows: readonly MachineRow<NoInfer<R>, NoInfer<S>, NoInfer<E>, NoInfer<G>, NoInfer<A>>[],
): Machine<R, S, E, G, A> {
  checkMachineNames(doc, names);
  for (const row of rows) checkRow(doc.id, names, row);
  const has = hasCellOf(names);
  const model = modelOf(names, doc, (rows as readonly MachineRow[]).flatMap((row) => transitionsOf(doc.id, row, names.roles, has)));
  checkNamesUsed(model);
  const impossible = (rows as readonly MachineRow[]).flatMap((row) => impossibleCells(doc.id, row, names.roles, has));
  const cells = checkCells(model, impossible, has);
  return {
    model,
    initial: doc.initial,
    impossible: impossible as readonly ImpossibleCell[] as readonly ImpossibleCell<R, S, E>[],
    rows: (role, state, event) => (cells.get(role)?.get(state)?.get(event) ?? []) as ReturnType<Machine<R, S, E, G, A>["rows"]>,
  };
}

/**
 * Runs the table once. The caller takes the next state first and then does the actions, since an action such as reading on
 * may bring further events.
 *
 * @param machine - the table
 * @param role - who runs it
 * @param state - the state that it is in
 * @param event - what came
 * @param guards - whether a named condition holds now; asked in the order of the rows, and only as far as needed
 * @returns the next state and what to do, in order; `undefined` where the cell is impossible
 */
export function step<R extends string, S extends string, E extends string, G extends string, A extends string>(
  machine: Machine<R, S, E, G, A>,
  role: R,
  state: S,
  event: E,
  guards: (guard: G) => boolean,
): MachineStep<S, A> | undefined {
  return machine.rows(role, state, event).find((row) => row.guard === undefined || guards(row.guard));
}
