/**
 * Draws a diagram in the style of RFCs: two columns for each bit, and a ruler above.
 *
 * @module
 */
import type { DiagramCell, DiagramModel } from "./model.ts";
import { columnsOf, widthOf } from "./model.ts";

/** Returns the drawing, with lines joined by line feeds; at most `2 * rowBits + 1` columns. */
export function drawAscii(diagram: DiagramModel): string {
  const { rows } = diagram;
  const lines = rows.flatMap((row, index) => [border(rows[index - 1], row), drawRow(row)]);
  return [...ruler(widthOf(diagram)), ...lines, border(rows.at(-1), undefined)].join("\n");
}

/** Returns the numbers of the bits: a line of tens if there are any, and a line of units. */
function ruler(bits: number): readonly string[] {
  const numbers = Array.from({ length: bits }, (_, bit) => bit);
  const tens = numbers.map((bit) => (bit % 10 === 0 ? ` ${bit / 10}` : "  ")).join("").trimEnd();
  const units = numbers.map((bit) => ` ${bit % 10}`).join("");
  return bits > 10 ? [tens, units] : [units];
}

function drawRow(row: readonly DiagramCell[]): string {
  const wall = row.some(({ open }) => open) ? "~" : "|";
  return wall + row.map(({ text, bits }) => centreText(text, columnsOf(bits)) + wall).join("");
}

function centreText(text: string, columns: number): string {
  return text.padStart(text.length + Math.floor((columns - text.length) / 2)).padEnd(columns);
}

/** Returns the line between two rows, with a gap where a field continues in the next row. */
function border(above: readonly DiagramCell[] | undefined, below: readonly DiagramCell[] | undefined): string {
  const upper = owners(above);
  const lower = owners(below);
  const bits = Math.max(upper.length, lower.length);
  const through = Array.from({ length: bits }, (_, bit) => upper[bit] === lower[bit]);
  const corners = Array.from({ length: bits + 1 }, (_, bit) => {
    const inside = through[bit - 1] === true && through[bit] === true;
    return inside ? " " : "+";
  });
  return corners.map((corner, bit) => corner + (bit === bits ? "" : through[bit] === true ? " " : "-")).join("");
}

/** Returns the field of each bit of a row. */
function owners(row: readonly DiagramCell[] = []): readonly number[] {
  return row.flatMap(({ field, bits }) => Array<number>(bits).fill(field));
}
