import type { Model, StructModel } from "../../../reference/layout/model.ts";
import type { ViewAttributes, View } from "../blocks.ts";
import { ViewError } from "../blocks.ts";
import { drawAscii } from "../diagram/draw-ascii.ts";
import { findCase } from "../diagram/cases.ts";
import { diagramFields } from "../diagram/diagram-fields.ts";
import type { DiagramModel } from "../diagram/model.ts";
import { layOut } from "../diagram/lay-out.ts";
import { drawSvg } from "../diagram/draw-svg.ts";

const rowWidths = [32, 16, 8];

/**
 * Returns the cells of a struct's diagram.
 *
 * @throws {@link ViewError} if an attribute is invalid, or the text of a field does not fit into its cell
 */
export function diagramOf(struct: StructModel, attributes: ViewAttributes, model: Model): DiagramModel {
  const rowBits = Number(attributes["bits"] ?? rowWidths[0]);
  if (!rowWidths.includes(rowBits)) throw new ViewError(struct.id, `bits=${attributes["bits"]}: expected one of ${rowWidths.join(", ")}`);
  const choice = attributes["case"];
  if (choice !== undefined) findCase(struct, choice);
  return layOut(struct.id, diagramFields(struct, choice, model), rowBits);
}

/** A bit diagram in the style of RFCs, as ASCII and as SVG. */
export const diagram: View = {
  kinds: ["struct"],
  attributes: {
    bits: "bits in a row: 32 (default), 16 or 8",
    case: "the case of the struct's variant to draw; `sealed` for the compressed form, `default` for that of other codes",
  },
  render(element, attributes, model) {
    if (element.kind !== "struct") throw new ViewError(element.id, "only a struct has a bit diagram");
    const drawing = diagramOf(element, attributes, model);
    const choice = attributes["case"];
    const title = choice === undefined ? element.title : `${element.title} with ${findCase(element, choice).title}`;
    return [{ kind: "figure", title, ascii: drawAscii(drawing), svg: drawSvg(drawing, title) }];
  },
};
