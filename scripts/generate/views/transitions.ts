import type { MachineModel, TransitionModel } from "../../../reference/layout/model.ts";
import type { Cell, View } from "../blocks.ts";
import type { Column } from "./table.ts";
import { coded, plain, tableOf } from "./table.ts";
import { holdsFor, machineOf } from "./named.ts";

/** A transition with all the events that lead to the same; columns are few, since names are long. */
interface Line {
  readonly state: string;
  readonly events: readonly string[];
  readonly condition: Cell;
  readonly transition: TransitionModel;
}

const columns: readonly Column<Line>[] = [
  { title: "State", cell: ({ state }) => coded(state) },
  { title: "Event", cell: ({ events, condition }) => [...list(events), ...condition] },
  { title: "Next", cell: ({ transition }) => (transition.to === transition.from ? plain("same") : coded(transition.to)) },
  { title: "Actions", cell: ({ transition }) => list(transition.actions) },
];

function list(names: readonly string[]): Cell {
  return names.flatMap((name, index) => (index === 0 ? [{ code: name }] : [{ text: ", " }, { code: name }]));
}

/** What one state does on one event, the alternatives in the order in which they are tried. */
function cellsOf(machine: MachineModel, state: string, role: string | undefined): ReadonlyMap<string, readonly TransitionModel[]> {
  const mine = machine.transitions.filter((each) => each.from === state && holdsFor(each, role));
  const cells = new Map<string, TransitionModel[]>();
  for (const each of mine) cells.set(each.event, [...(cells.get(each.event) ?? []), each]);
  return cells;
}

function linesOf(machine: MachineModel, state: string, role: string | undefined): readonly Line[] {
  const groups = new Map<string, { events: string[]; alternatives: readonly TransitionModel[] }>();
  for (const [event, alternatives] of cellsOf(machine, state, role)) {
    const key = JSON.stringify(alternatives.map(({ guard, to, actions, roles }) => [guard, to, actions, role === undefined ? roles : null]));
    const group = groups.get(key) ?? { events: [], alternatives };
    group.events.push(event);
    groups.set(key, group);
  }
  return [...groups.values()].flatMap(({ events, alternatives }) =>
    alternatives.map((transition) => {
      const condition = [...rolesOf(machine, transition, role), ...guardOf(transition, alternatives)];
      return { state, events, condition, transition };
    }),
  );
}

/** The roles that a transition holds for, where all are shown and its state does not say it. */
function rolesOf(machine: MachineModel, { from, roles }: TransitionModel, role: string | undefined): Cell {
  const state = machine.states.find(({ name }) => name === from);
  return role !== undefined || roles === undefined || roles.join() === state?.roles?.join() ? [] : [{ text: ` (${roles.join(", ")})` }];
}

/** The guard; a transition beside guarded ones holds otherwise. */
function guardOf({ guard }: TransitionModel, alternatives: readonly TransitionModel[]): Cell {
  if (guard !== undefined) return [{ text: " if " }, { code: guard }];
  return plain(alternatives.some((each) => each.guard !== undefined) ? " otherwise" : "");
}

/** The transitions of a machine; events that lead to the same share a row. */
export const transitions: View = {
  kinds: ["machine"],
  attributes: { role: "only what holds for this role" },
  render(element, { role }) {
    const machine = machineOf(element, role);
    const states = machine.states.filter((state) => holdsFor(state, role));
    const title = role === undefined ? `Transitions: ${machine.title}` : `Transitions: ${machine.title}, ${role}`;
    return [tableOf(title, columns, states.flatMap(({ name }) => linesOf(machine, name, role)))];
  },
};
