import type { View } from "../blocks.ts";
import { drawAscii } from "../machine/ascii.ts";
import { legendOf } from "../machine/legend.ts";
import { planOf } from "../machine/plan.ts";
import { drawSvg } from "../machine/svg.ts";
import { drawingOf } from "../machine/table.ts";
import { machineOf } from "./named.ts";

/** The states of one role as boxes and what leads from one to the next as arrows, and what is not drawn. */
export const machine: View = {
  kinds: ["machine"],
  attributes: { role: "whose states; may be left out where only one role has a drawing" },
  render(element, { role }) {
    const model = machineOf(element, role);
    const drawing = drawingOf(model, role);
    const plan = planOf(model, drawing);
    const title = `States: ${model.title}, ${drawing.role}`;
    return [{ kind: "figure", title, ascii: drawAscii(plan, model.id), svg: drawSvg(plan, title) }, legendOf(model, drawing, plan)];
  },
};
