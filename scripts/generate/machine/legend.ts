/**
 * Builds the legend of a drawing: the initial state, the brackets, the omitted transitions.
 *
 * @module
 */
import type { DrawingModel, MachineModel, OmissionModel } from "../../../reference/layout/model.ts";
import type { TableCell, DefinitionsBlock } from "../blocks.ts";
import type { DrawingPlan } from "./drawing-plan.ts";

/** Returns names as code, separated by commas. */
function listed(names: readonly string[]): TableCell {
  return names.flatMap((name, index): TableCell =>
    [...(index === 0 ? [] : [{ text: index === names.length - 1 ? " and " : ", " }]), { code: name }]);
}

function omission({ from, on, to }: OmissionModel): TableCell {
  const states: TableCell = from === undefined ? [{ text: "any state" }] : listed(from);
  const exception = from === undefined ? [{ text: " unless drawn otherwise" }] : [];
  return [{ text: "; transitions from " }, ...states, { text: " to " }, { code: to }, { text: " on " }, ...listed(on), ...exception];
}

/** Returns the legend of a drawing. */
export function legendOf({ initial }: MachineModel, { role, omitted }: DrawingModel, { labels }: DrawingPlan): DefinitionsBlock {
  const guarded = labels.some(({ lines }) => lines.some((line) => line.includes("[")));
  const brackets = { term: [{ text: "In brackets:" }], text: [{ text: "the condition of a transition." }] };
  const text = [{ text: "transitions that keep the state" }, ...omitted.flatMap(omission), { text: "." }];
  const begin = { term: [{ text: "Begins in:" }], text: [{ code: initial[role] ?? "" }, { text: "." }] };
  return { kind: "definitions", compact: true, items: [begin, ...(guarded ? [brackets] : []), { term: [{ text: "Not drawn:" }], text }] };
}
