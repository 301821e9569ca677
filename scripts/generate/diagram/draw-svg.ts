/**
 * Draws a diagram as SVG 1.2 Tiny in the profile of RFC 7996: black lines, one font, no style.
 *
 * @module
 */
import { escapeMarkup } from "../../common/markup.ts";
import type { DiagramCell, DiagramModel } from "./model.ts";
import { widthOf } from "./model.ts";

/** Lengths are in units of the viewBox. */
const bit = 16;
const high = 30;
/** The least width in bits: a viewer that scales diagrams to its page then draws the bits of all diagrams in the same size. */
const leastBits = 32;
const top = 16;
const margin = 8;
/** A letter (0.6 of the size) fits into a column of text, which is half a bit wide. */
const fontSize = 13;
const rulerSize = 9;

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Returns the drawing as SVG. @param title - the title, for readers who do not see the drawing */
export function drawSvg(diagram: DiagramModel, title: string): string {
  const bits = widthOf(diagram);
  const width = Math.max(bits, leastBits) * bit + 2 * margin;
  const height = diagram.rows.length * high + top + margin;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" version="1.2" baseProfile="tiny" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    `<title>${escapeMarkup(title)}</title>`,
    `<desc>${escapeMarkup(description(diagram))}</desc>`,
    `<g font-family="monospace" font-size="${rulerSize}" text-anchor="middle" fill="black">`,
    ...Array.from({ length: bits }, (_, index) => text({ x: margin + (index + 0.5) * bit, y: top - 5 }, String(index))),
    "</g>",
    `<path fill="none" stroke="black" stroke-width="1" d="${outline(diagram.rows).join("")}"/>`,
    `<g font-family="monospace" font-size="${fontSize}" text-anchor="middle" fill="black">`,
    ...diagram.rows.flatMap(rowTexts),
    "</g>",
    "</svg>",
  ].join("\n");
}

/** Returns the texts of the fields, for readers who do not see the drawing. */
function description({ rows }: DiagramModel): string {
  return rows.flatMap((row) => row.map(({ text: written }) => written)).filter((written) => written !== "").join(", ");
}

function text({ x, y }: Point, written: string): string {
  return `<text x="${x}" y="${y}">${escapeMarkup(written)}</text>`;
}

function rowTexts(row: readonly DiagramCell[], index: number): readonly string[] {
  return starts(row).flatMap((from, cell) => {
    const { bits = 0, text: written = "" } = row[cell] ?? {};
    const middle = { x: margin + (from + bits / 2) * bit, y: top + (index + 0.5) * high + fontSize / 3 };
    return written === "" ? [] : [text({ x: round(middle.x), y: round(middle.y) }, written)];
  });
}

/** Returns the bit of the row at which each cell begins. */
function starts(row: readonly DiagramCell[]): readonly number[] {
  return row.map((_, index) => row.slice(0, index).reduce((sum, { bits }) => sum + bits, 0));
}

/** Returns the borders between the rows, then the walls of each row. */
function outline(rows: readonly (readonly DiagramCell[])[]): readonly string[] {
  const borders = [...rows.keys(), rows.length].flatMap((index) => border(rows[index - 1] ?? [], rows[index] ?? [], index));
  return [...borders, ...rows.flatMap(walls)];
}

function border(above: readonly DiagramCell[], below: readonly DiagramCell[], index: number): readonly string[] {
  const upper = owners(above);
  const lower = owners(below);
  const length = Math.max(upper.length, lower.length);
  const drawn = Array.from({ length }, (_, at) => upper[at] !== lower[at]);
  return runs(drawn).map(([from, to]) => `M${margin + from * bit} ${top + index * high}H${margin + to * bit}`);
}

function owners(row: readonly DiagramCell[]): readonly number[] {
  return row.flatMap(({ field, bits }) => Array<number>(bits).fill(field));
}

/** Returns the runs of `true` as positions from and to. */
function runs(flags: readonly boolean[]): readonly (readonly [number, number])[] {
  const found: [number, number][] = [];
  for (const [at, flag] of flags.entries()) {
    const last = found.at(-1);
    if (flag && last?.[1] === at) last[1] = at + 1;
    else if (flag) found.push([at, at + 1]);
  }
  return found;
}

function walls(row: readonly DiagramCell[], index: number): readonly string[] {
  const end = row.reduce((sum, { bits }) => sum + bits, 0);
  const open = row.some((cell) => cell.open);
  return [...starts(row), end].map((from) => wall({ x: margin + from * bit, y: top + index * high }, open));
}

/** Returns a straight wall, or a broken wall for a row of any size. */
function wall({ x, y }: Point, broken: boolean): string {
  return broken ? `M${x} ${y}v9l4 3-8 6 4 3v9` : `M${x} ${y}v${high}`;
}

function round(length: number): number {
  return Math.round(length * 100) / 100;
}
