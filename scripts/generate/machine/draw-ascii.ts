/**
 * Draws a state machine in ASCII.
 *
 * @module
 */
import type { DrawingPointModel } from "../../../reference/layout/model.ts";
import { ViewError } from "../blocks.ts";
import { textWidth } from "../text.ts";
import { boxRows, type DrawingArrow, type DrawingBox, type DrawingLabel, type DrawingPlan } from "./drawing-plan.ts";

/** The characters by row and column, each with the part of the drawing that it belongs to. */
interface Canvas {
  readonly element: string;
  readonly cells: Map<string, { readonly mark: string; readonly part: string }>;
}

function put({ element, cells }: Canvas, [x, y]: DrawingPointModel, mark: string, part: string): void {
  const key = `${x},${y}`;
  const there = cells.get(key);
  if (there !== undefined) throw new ViewError(element, `${part} meets ${there.part} at column ${x}, row ${y} of the drawing`);
  if (x < 0 || y < 0 || x >= textWidth) {
    throw new ViewError(element, `${part} leaves the drawing at column ${x}, row ${y}; it has ${textWidth} columns`);
  }
  cells.set(key, { mark, part });
}

function write(canvas: Canvas, [x, y]: DrawingPointModel, text: string, part: string): void {
  for (const [index, mark] of [...text].entries()) put(canvas, [x + index, y], mark, part);
}

function writeBox(canvas: Canvas, { name, x, y, columns }: DrawingBox): void {
  const inner = columns - 2;
  const rule = `+${"-".repeat(inner)}+`;
  const middle = name.padStart(name.length + Math.floor((inner - name.length) / 2)).padEnd(inner);
  const lines = [rule, `|${middle}|`, rule];
  for (const [index, line] of lines.slice(0, boxRows).entries()) write(canvas, [x, y + index], line, `the box ${name}`);
}

/** Returns the cells of an arrow, without the borders of the boxes. */
function cellsOf({ points }: DrawingArrow): readonly DrawingPointModel[] {
  return points.flatMap(([x, y], index): readonly DrawingPointModel[] => {
    const [fromX, fromY] = points[index - 1] ?? [x, y];
    const steps = Math.max(Math.abs(x - fromX), Math.abs(y - fromY));
    const [dx, dy] = [Math.sign(x - fromX), Math.sign(y - fromY)];
    return index === 0 ? [[x, y]] : Array.from({ length: steps }, (_, step) => [fromX + dx * (step + 1), fromY + dy * (step + 1)] as const);
  });
}

const heads: Readonly<Record<string, string>> = { "1,0": ">", "-1,0": "<", "0,1": "v", "0,-1": "^" };

/** Returns the character of a cell, from the cells before and after it. */
function markOf(before: DrawingPointModel, [x, y]: DrawingPointModel, after: DrawingPointModel): string {
  if (before[1] === y && after[1] === y) return "-";
  return before[0] === x && after[0] === x ? "|" : "+";
}

function writeLine(canvas: Canvas, arrow: DrawingArrow): void {
  const cells = cellsOf(arrow);
  const part = partOf(arrow);
  for (const [index, cell] of cells.slice(0, -1).entries()) {
    put(canvas, cell, markOf(cells[index - 1] ?? arrow.start, cell, cells[index + 1] ?? cell), part);
  }
}

/** Draws the head, or the corner at which the arrow joins another arrow. */
function writeEnd(canvas: Canvas, arrow: DrawingArrow): void {
  const last = arrow.points.at(-1) ?? arrow.start;
  const { end } = arrow;
  if (end !== undefined) put(canvas, last, heads[`${end[0] - last[0]},${end[1] - last[1]}`] ?? "", partOf(arrow));
  else canvas.cells.set(`${last[0]},${last[1]}`, { mark: "+", part: partOf(arrow) });
}

function partOf({ from, to }: DrawingArrow): string {
  return `the arrow ${from} > ${to}`;
}

function writeLabel(canvas: Canvas, { x, y, right, lines }: DrawingLabel): void {
  for (const [index, line] of lines.entries()) {
    write(canvas, [right ? x - line.length + 1 : x, y + index], line, `the label "${line}"`);
  }
}

/**
 * Returns the drawing, with lines joined by line feeds; at most 69 columns.
 *
 * @param element - the id of the machine, for messages
 * @throws {@link ViewError} if two parts overlap, or a part is outside of the drawing
 */
export function drawAscii(plan: DrawingPlan, element: string): string {
  const canvas: Canvas = { element, cells: new Map() };
  for (const box of plan.boxes) writeBox(canvas, box);
  for (const arrow of plan.arrows) writeLine(canvas, arrow);
  for (const arrow of plan.arrows) writeEnd(canvas, arrow);
  for (const label of plan.labels) writeLabel(canvas, label);
  const rows: string[][] = [];
  for (const [key, { mark }] of canvas.cells) {
    const [x = 0, y = 0] = key.split(",").map(Number);
    (rows[y] ??= [])[x] = mark;
  }
  return Array.from(rows, (row = []) => Array.from(row, (mark = " ") => mark).join("")).join("\n");
}
