/**
 * Draws a struct of the input in the style of RFCs: its fields with their sizes and, in single bits, their values.
 *
 * @module
 */
import type { StructModel } from "../../../reference/layout/model.ts";
import type { DiagramField } from "../../generate/diagram/model.ts";
import { drawSvg } from "../../generate/diagram/draw-svg.ts";
import { layOut } from "../../generate/diagram/lay-out.ts";
import type { ExplorerData } from "../data/explorer-data.ts";
import type { FieldView, ItemView } from "./field-view.ts";

/** The bits in a row of the drawing. */
const ROW_BITS = 32;

const labelsOf = (struct: StructModel): Readonly<Record<string, string | undefined>> =>
  Object.fromEntries(struct.fields.map(({ name, label }) => [name, label]));

/** Values that are short and have no character that draws walls. */
const SHORT_VALUE = /^[\w.-]{1,8}$/;

/** The kinds of octets and text, whose values are not drawn. */
const RUNS = ["octets", "utf8"];

/** Returns the value of a field as text and, for a field in an octet, in bits. */
function drawnValue({ bits, value, kind }: FieldView): Pick<DiagramField, "value" | "binary"> {
  const binary = bits.replaceAll(".", "");
  if (binary !== "") return { value: String(Number.parseInt(binary, 2)), binary };
  return SHORT_VALUE.test(value) && kind !== "" && !RUNS.includes(kind) ? { value } : {};
}

function drawnField(field: FieldView, label: string | undefined): DiagramField {
  const { path, title, width } = field;
  return {
    path,
    // These characters draw walls.
    title: title.replace(/[|~\n]/g, " "),
    ...(label === undefined ? {} : { label }),
    size: { is: "exact", bits: [width] },
    presence: "",
    repeats: false,
    ...drawnValue(field),
  };
}

/** Returns the drawing of a struct as SVG; empty if no octet was read. */
export function drawItem({ fields }: ItemView, data: ExplorerData, type: string, title: string): string {
  const element = data.elements[type];
  const labels = element?.kind === "struct" ? labelsOf(element) : {};
  const drawn = fields.filter(({ width }) => width > 0).map((field) => drawnField(field, labels[field.path]));
  return drawn.length === 0 ? "" : drawSvg(layOut(type, drawn, ROW_BITS), title);
}
