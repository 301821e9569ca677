/**
 * Selects the transitions of a state machine that are drawn as arrows, and their labels.
 *
 * @module
 */
import type { DrawingModel, MachineModel, OmissionModel, TransitionModel } from "../../../reference/layout/model.ts";
import { ViewError } from "../blocks.ts";
import { suggest } from "../../common/suggest.ts";
import { holdsFor } from "../views/machine-lists.ts";

/** All transitions from one state to another. */
export interface Passage {
  readonly from: string;
  readonly to: string;
  /** The events, each with its condition in brackets unless it always leads there. */
  readonly words: readonly string[];
  /** The transitions of each event, in the order of evaluation. */
  readonly rows: readonly (readonly TransitionModel[])[];
}

/**
 * Returns the passages of a role: all transitions to another state that the drawing does not omit.
 *
 * @throws {@link ViewError} if an omission matches no transition
 */
export function passagesOf(machine: MachineModel, drawing: DrawingModel): readonly Passage[] {
  const mine = machine.transitions.filter((each) => holdsFor(each, drawing.role));
  const leading = mine.filter(({ from, to }) => from !== to);
  for (const omission of drawing.omitted) checkOmission(machine, drawing, omission, leading);
  const drawn = leading.filter((each) => !drawing.omitted.some((omission) => leavesOut(omission, each)));
  const pairs = new Map(drawn.map(({ from, to }) => [`${from} ${to}`, { from, to }]));
  return [...pairs.values()].map(({ from, to }) => {
    const rows = drawn.filter((each) => each.from === from && each.to === to);
    const events = machine.events.map(({ name }) => name).filter((event) => rows.some((row) => row.event === event));
    return {
      ...{ from, to },
      words: events.map((event) => wordOf(event, to, mine.filter((row) => row.from === from && row.event === event))),
      rows: events.map((event) => rows.filter((row) => row.event === event)),
    };
  });
}

function leavesOut({ from, on, to }: OmissionModel, row: TransitionModel): boolean {
  return (from === undefined || from.includes(row.from)) && on.includes(row.event) && row.to === to;
}

function checkOmission(machine: MachineModel, { role }: DrawingModel, omission: OmissionModel, rows: readonly TransitionModel[]): void {
  const { from, on, to } = omission;
  const names = [
    ...on.map((event) => ({ event, rows: rows.filter((row) => row.event === event) })),
    ...(from ?? []).map((state) => ({ event: state, rows: rows.filter((row) => row.from === state) })),
  ];
  const idle = names.find((each) => !each.rows.some((row) => leavesOut(omission, row)));
  if (idle === undefined) return;
  throw new ViewError(machine.id, `the drawing of ${role} leaves out ${idle.event} to ${to}, which the table does not have`);
}

/** Returns an event, with the conditions of its rows that lead to this state if others lead elsewhere. */
function wordOf(event: string, to: string, cell: readonly TransitionModel[]): string {
  const guards = cell.filter((row) => row.to === to).map(({ guard }) => guard);
  const always = cell.every((row) => row.to === to) || guards.includes(undefined);
  return always ? event : `${event} [${guards.join(" or ")}]`;
}

/**
 * Returns the drawing of a role; the role is optional if there is only one drawing.
 *
 * @throws {@link ViewError} if there is no such drawing, or the role is absent and there are several drawings
 */
export function drawingOf({ id, drawings = [] }: MachineModel, role: string | undefined): DrawingModel {
  const roles = drawings.map((each) => each.role);
  if (roles.length === 0) throw new ViewError(id, "the machine has no drawing; expected one in the schema, with the places of its states");
  if (role === undefined && roles.length > 1) {
    throw new ViewError(id, `the machine has several drawings; expected role=${roles.join(" or role=")}`);
  }
  const found = drawings.find((each) => role === undefined || each.role === role);
  if (found === undefined) throw new ViewError(id, `the machine has no drawing of ${role ?? ""}; ${suggest(role ?? "", roles)}`);
  return found;
}
