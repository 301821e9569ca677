/**
 * State machines as tables. Every name is declared with its meaning, every cell of role, state and event has rows or is declared
 * impossible, and implementations run the table itself.
 *
 * @module
 */
import { LayoutError } from "../errors.ts";
import type { MachineModel, MachineNameModel, TransitionModel } from "../model.ts";
import { checkCells, checkMachineNames, checkNamesUsed, checkRow } from "./check.ts";
import type { ImpossibleCell, Machine, MachineDoc, MachineRow, MachineStep, MachineVocabulary } from "./types.ts";

export type * from "./types.ts";

const asArray = <T>(one: T | readonly T[]): readonly T[] => (Array.isArray(one) ? (one as readonly T[]) : [one as T]);

type HasCell = (role: string, state: string, event: string) => boolean;

interface CellRoles {
  readonly state: string;
  readonly event: string;
  readonly roles: readonly string[];
}

/** Returns the pairs of state and event of a row, each with the roles to which it applies. */
function pairsOf(id: string, row: MachineRow, roles: readonly string[], has: HasCell): readonly CellRoles[] {
  const pairs = asArray(row.from).flatMap((state) => asArray(row.on).map((event) => ({ state, event })));
  return pairs.map(({ state, event }) => {
    const able = (row.role === undefined ? roles : [row.role]).filter((role) => has(role, state, event));
    if (able.length === 0) throw new LayoutError(`${id}.${state}.${event}`, "no role has both the state and the event");
    return { state, event, roles: able };
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
  const { id, title, description, cite, initial, drawings, sequences } = doc;
  const { roles, states, events, guards, actions } = names;
  const drawn = { ...(drawings === undefined ? {} : { drawings }), ...(sequences === undefined ? {} : { sequences }) };
  return { kind: "machine", id, title, description, cite, roles, states, events, guards, actions, initial, transitions, ...drawn };
}

/**
 * Declares the names of a machine, so that {@link MachineRowOf} types its rows.
 *
 * @param names - the roles, and the states, events, guards and actions with their meanings
 * @returns the same object, with every name in its type
 *
 * @example
 * ```ts
 * import { vocabulary } from "websocket2/layout";
 *
 * const names = vocabulary({
 *   roles: ["door"],
 *   states: [{ name: "shut", description: "The door is shut.", cite: "#door" }],
 *   events: [{ name: "push", description: "A visitor pushes the door.", cite: "#door" }],
 *   guards: [],
 *   actions: [],
 * });
 * console.log(names.states[0]?.name); // shut
 * ```
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
 * @param names - the names that its rows may use
 * @param doc - its description, and the initial state of each role
 * @param rows - transitions and impossible cells; the order matters only among rows of one cell
 * @throws {@link LayoutError} if a name is unknown, is declared twice, has no description or is not used; if a row applies to no
 *   role or cannot be reached; or if a cell of role, state and event has no row, has no last row without a guard, or is declared
 *   impossible and has a row
 *
 * @example
 * ```ts
 * import { machine, step, vocabulary } from "websocket2/layout";
 *
 * const names = vocabulary({
 *   roles: ["door"],
 *   states: [
 *     { name: "open", description: "The door is open.", cite: "#door" },
 *     { name: "shut", description: "The door is shut.", cite: "#door" },
 *   ],
 *   events: [{ name: "push", description: "A visitor pushes the door.", cite: "#door" }],
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
 * Returns the next state and the actions for an event. The caller sets the next state before it runs the actions, because an
 * action may cause further events.
 *
 * @param machine - the table
 * @param role - the role that runs it
 * @param state - the present state
 * @param event - the event
 * @param guards - returns whether a guard holds now; called in the order of the rows, up to the first that holds
 * @returns the next state and the actions in order, or `undefined` if the cell is impossible
 *
 * @example
 * ```ts
 * import { step } from "websocket2/layout";
 * import { connection } from "websocket2/schema";
 *
 * const next = step(connection, "client", "open", "close", () => false);
 * console.log(next?.to); // flushing
 * ```
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
