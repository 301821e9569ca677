/**
 * Draws a state machine as SVG 1.2 Tiny in the profile of RFC 7996, with the positions of the ASCII drawing.
 *
 * @module
 */
import type { DrawingPointModel } from "../../../reference/layout/model.ts";
import { boxRows, type DrawingArrow, type DrawingBox, type DrawingLabel, type DrawingPlan } from "./drawing-plan.ts";
import { escapeMarkup } from "../../common/markup.ts";

/** The size of a column and a row of text and the margin, in units of the viewBox. */
export const column = 8;
export const row = 16;
export const margin = 4;
/** A letter (0.6 of the size) fits into a column. */
export const fontSize = 12;
/** The length of the head of an arrow, and half of its width. */
const head = 9;
const half = 4;

/** Returns the middle of a cell. */
function middle([x, y]: DrawingPointModel): DrawingPointModel {
  return [margin + (x + 0.5) * column, margin + (y + 0.5) * row];
}

/** Returns the drawing as SVG. @param title - the title, for readers who do not see the drawing */
export function drawSvg(plan: DrawingPlan, title: string): string {
  const [width, height] = sizeOf(plan);
  return [
    '<svg xmlns="http://www.w3.org/2000/svg" version="1.2" baseProfile="tiny"' +
      ` width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    `<title>${escapeMarkup(title)}</title>`,
    `<desc>${escapeMarkup(plan.arrows.map(({ from, to, words }) => `${from} to ${to}: ${words.join(", ")}`).join("; "))}</desc>`,
    `<path fill="none" stroke="black" stroke-width="1" d="${[...plan.boxes.map(boxPath), ...plan.arrows.map(linePath)].join("")}"/>`,
    `<path fill="black" d="${plan.arrows.map(headPath).join("")}"/>`,
    ...group("middle", plan.boxes.map(nameText)),
    ...group("start", plan.labels.filter(({ right }) => !right).flatMap(labelTexts)),
    ...group("end", plan.labels.filter(({ right }) => right).flatMap(labelTexts)),
    "</svg>",
  ].join("\n");
}

/** Returns the width and the height of the drawing. */
export function sizeOf({ boxes, arrows, labels }: DrawingPlan): DrawingPointModel {
  const places: readonly DrawingPointModel[] = [
    ...boxes.map(({ x, y, columns }): DrawingPointModel => [x + columns, y + boxRows]),
    ...arrows.flatMap(({ points }) => points.map(([x, y]): DrawingPointModel => [x + 1, y + 1])),
    ...labels.map(({ x, y, right, lines }): DrawingPointModel =>
      [x + (right ? 1 : Math.max(...lines.map(({ length }) => length))), y + lines.length]),
  ];
  return [Math.max(...places.map(([x]) => x)) * column + 2 * margin, Math.max(...places.map(([, y]) => y)) * row + 2 * margin];
}

/** Returns the place of each box in the drawing, in units of its viewBox. */
export function boxRectangles({ boxes }: DrawingPlan): Record<string, { x: number; y: number; width: number; height: number }> {
  return Object.fromEntries(
    boxes.map(({ name, x, y, columns }) => {
      const [left, top] = middle([x, y]);
      return [name, { x: left, y: top, width: (columns - 1) * column, height: (boxRows - 1) * row }];
    }),
  );
}

/** Returns the path of a box. */
export function boxPath({ x, y, columns }: DrawingBox): string {
  const [left, top] = middle([x, y]);
  return `M${left} ${top}h${(columns - 1) * column}v${(boxRows - 1) * row}h-${(columns - 1) * column}z`;
}

/** Returns the path of an arrow: from the border of one box to the border of the other, or to the arrow that it joins. */
export function linePath({ points, start, end }: DrawingArrow): string {
  const all = [start, ...points, ...(end === undefined ? [] : [end])].map(middle);
  const corners = all.filter((each, index) => !isBetween(all[index - 1], each, all[index + 1]));
  return corners.map(([x, y], index) => `${index === 0 ? "M" : "L"}${x} ${y}`).join("");
}

function isBetween(before: DrawingPointModel | undefined, [x, y]: DrawingPointModel, after: DrawingPointModel | undefined): boolean {
  if (before === undefined || after === undefined) return false;
  return (before[0] === x && after[0] === x) || (before[1] === y && after[1] === y);
}

/** Returns the path of the head of an arrow, or nothing if the arrow joins another one. */
export function headPath({ points, start, end }: DrawingArrow): string {
  if (end === undefined) return "";
  const last = points.at(-1) ?? start;
  const [dx, dy] = [end[0] - last[0], end[1] - last[1]];
  const [x, y] = middle(end);
  const [backX, backY] = [x - dx * head, y - dy * head];
  return `M${x} ${y}L${backX + dy * half} ${backY + dx * half}L${backX - dy * half} ${backY - dx * half}z`;
}

function group(anchor: "start" | "middle" | "end", texts: readonly string[]): readonly string[] {
  if (texts.length === 0) return [];
  return [`<g font-family="monospace" font-size="${fontSize}" text-anchor="${anchor}" fill="black">`, ...texts, "</g>"];
}

/** Returns a text. @param x - in units of the viewBox @param y - a row of text */
function text(x: number, y: number, written: string): string {
  return `<text x="${x}" y="${margin + (y + 0.5) * row + fontSize / 3}">${escapeMarkup(written)}</text>`;
}

function nameText({ name, x, y, columns }: DrawingBox): string {
  return text(margin + (x + columns / 2) * column, y + 1, name);
}

function labelTexts({ x, y, right, lines }: DrawingLabel): readonly string[] {
  return lines.map((line, index) => text(margin + (right ? x + 1 : x) * column, y + index, line));
}
