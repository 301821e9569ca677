/**
 * The transitions of a machine, those together that differ only in their events.
 *
 * @module
 */
import type { MachineModel, TransitionModel } from "../../../reference/layout/model.ts";
import { holdsFor } from "../views/machine-lists.ts";

/** What some events of one state lead to. */
export interface TransitionLine {
  readonly state: string;
  readonly events: readonly string[];
  /** The condition and the roles, in words; empty where it always holds. */
  readonly condition: string;
  readonly to: string;
  readonly actions: readonly string[];
}

/** The lines of one state in the order of the events, the alternatives of an event in the order in which they are tried. */
export function transitionLines(machine: MachineModel, state: string, role: string | undefined): readonly TransitionLine[] {
  const groups = new Map<string, { events: string[]; alternatives: readonly TransitionModel[] }>();
  for (const [event, alternatives] of cellsOf(machine, state, role)) {
    const key = JSON.stringify(alternatives.map(({ guard, to, actions, roles }) => [guard, to, actions, role === undefined ? roles : null]));
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

/** What one state does on each event, in the order in which the events are declared. */
function cellsOf({ events, transitions }: MachineModel, state: string, role: string | undefined): readonly (readonly [string, readonly TransitionModel[]])[] {
  const mine = transitions.filter((each) => each.from === state && holdsFor(each, role));
  return events.map(({ name }) => [name, mine.filter(({ event }) => event === name)] as const).filter(([, rows]) => rows.length > 0);
}

/** The roles that a transition holds for, where all are shown and its state does not say it. */
function rolesOf(machine: MachineModel, { from, roles }: TransitionModel, role: string | undefined): string {
  const state = machine.states.find(({ name }) => name === from);
  return role !== undefined || roles === undefined || roles.join() === state?.roles?.join() ? "" : `(${roles.join(", ")})`;
}

/** The guard; a transition beside guarded ones holds otherwise. */
function guardOf({ guard }: TransitionModel, alternatives: readonly TransitionModel[]): string {
  if (guard !== undefined) return `if ${guard}`;
  return alternatives.some((each) => each.guard !== undefined) ? "otherwise" : "";
}
