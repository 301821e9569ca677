/**
 * Draws a diagram as RFCs do: two columns a bit, a ruler above.
 *
 * @module
 */
import type { DiagramCell, DiagramModel } from "./model.ts";
import { columnsOf, widthOf } from "./model.ts";

/** The drawing, lines joined by line feeds; at most `2 * rowBits + 1` columns. */
export function drawAscii(diagram: DiagramModel): string {
  const { rows } = diagram;
  const lines = rows.flatMap((row, index) => [border(rows[index - 1], row), drawRow(row)]);
  return [...ruler(widthOf(diagram)), ...lines, border(rows.at(-1), undefined)].join("\n");
}

/** Numbers of the bits, tens over units; the tens are left out where there are none. */
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

/** The line between two rows; open where one field goes on below itself. */
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

/** The field that each bit of a row belongs to. */
function owners(row: readonly DiagramCell[] = []): readonly number[] {
  return row.flatMap(({ field, bits }) => Array<number>(bits).fill(field));
}
