/**
 * Groups the transitions of a state machine that differ only in their events.
 *
 * @module
 */
import type { MachineModel, TransitionModel } from "../../../reference/layout/model.ts";
import { holdsFor } from "../views/machine-lists.ts";

/** The effect of some events in one state. */
export interface TransitionLine {
  readonly state: string;
  readonly events: readonly string[];
  /** The condition and the roles in words; empty if the line always applies. */
  readonly condition: string;
  readonly to: string;
  readonly actions: readonly string[];
}

/** Returns the lines of one state in the order of the events; the alternatives of an event are in the order of evaluation. */
export function transitionLines(machine: MachineModel, state: string, role: string | undefined): readonly TransitionLine[] {
  const groups = new Map<string, { events: string[]; alternatives: readonly TransitionModel[] }>();
  for (const [event, alternatives] of cellsOf(machine, state, role)) {
    const key = JSON.stringify(
      alternatives.map(({ guard, to, actions, roles }) => [guard, to, actions, role === undefined ? roles : null]),
    );
    const group = groups.get(key) ?? { events: [], alternatives };
    group.events.push(event);
    groups.set(key, group);
  }
  return [...groups.values()].flatMap(({ events, alternatives }) =>
    alternatives.map((transition) => {
      const condition = [rolesOf(machine, transition, role), guardOf(transition, alternatives)].filter((each) => each !== "").join(" ");
      return { state, events, condition, to: transition.to, actions: transition.actions };
    }),
  );
}

/** Returns the transitions of one state for each event, in the order of the events. */
function cellsOf(
  { events, transitions }: MachineModel,
  state: string,
  role: string | undefined,
): readonly (readonly [string, readonly TransitionModel[]])[] {
  const mine = transitions.filter((each) => each.from === state && holdsFor(each, role));
  return events.map(({ name }) => [name, mine.filter(({ event }) => event === name)] as const).filter(([, rows]) => rows.length > 0);
}

/** Returns the roles of a transition, if all roles are shown and the roles of its state differ. */
function rolesOf(machine: MachineModel, { from, roles }: TransitionModel, role: string | undefined): string {
  const state = machine.states.find(({ name }) => name === from);
  return role !== undefined || roles === undefined || roles.join() === state?.roles?.join() ? "" : `(${roles.join(", ")})`;
}

/** Returns the guard; `otherwise` for a transition without a guard next to guarded ones. */
function guardOf({ guard }: TransitionModel, alternatives: readonly TransitionModel[]): string {
  if (guard !== undefined) return `if ${guard}`;
  return alternatives.some((each) => each.guard !== undefined) ? "otherwise" : "";
}
