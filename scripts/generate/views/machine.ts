import type { View } from "../blocks.ts";
import { drawAscii } from "../machine/draw-ascii.ts";
import { legendOf } from "../machine/legend.ts";
import { drawingPlan } from "../machine/drawing-plan.ts";
import { drawSvg } from "../machine/draw-svg.ts";
import { drawingOf } from "../machine/passages.ts";
import { machineOf } from "./machine-lists.ts";

/** The states of one role as boxes, the transitions between them as arrows, and a list of the omitted transitions. */
export const machine: View = {
  kinds: ["machine"],
  attributes: { role: "whose states; may be left out where only one role has a drawing" },
  render(element, { role }) {
    const model = machineOf(element, role);
    const drawing = drawingOf(model, role);
    const plan = drawingPlan(model, drawing);
    const title = `States: ${model.title}, ${drawing.role}`;
    return [{ kind: "figure", title, ascii: drawAscii(plan, model.id), svg: drawSvg(plan, title) }, legendOf(model, drawing, plan)];
  },
};
