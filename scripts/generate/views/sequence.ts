import type { View } from "../blocks.ts";
import { drawAscii, sequenceColumns } from "../sequence/draw-ascii.ts";
import { drawSvg } from "../sequence/draw-svg.ts";
import { playExchange } from "../sequence/play.ts";
import { sequenceRows } from "../sequence/sequence-plan.ts";
import { machineOf } from "./machine-lists.ts";

/** An exchange between the two roles of a machine, checked against its table: lifelines with states, and arrows between them. */
export const sequence: View = {
  kinds: ["machine"],
  attributes: { name: "which exchange" },
  render(element, { name = "" }) {
    const machine = machineOf(element, undefined);
    const rows = sequenceRows(playExchange(machine, name));
    const [left = "", right = ""] = machine.roles;
    const columns = sequenceColumns(rows, [left, right], machine.id);
    const title = machine.sequences?.exchanges.find((each) => each.name === name)?.title ?? "";
    return [{ kind: "figure", title, ascii: drawAscii(rows, [left, right], columns), svg: drawSvg(rows, [left, right], columns, title) }];
  },
};
