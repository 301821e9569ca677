/**
 * Parses a drawn diagram, so that a test can compare a built document with its model.
 *
 * @module
 */
import { ReadError } from "../read-error.ts";
import { continuationMark } from "./model.ts";

/** A field of a drawn diagram. */
export interface DrawnField {
  /** The text of its cells, without the brackets of an optional field. */
  readonly text: string;
  /** Its width in bits; `null` if it is drawn as a row of any size. */
  readonly bits: number | null;
  /** Whether it is drawn in brackets. */
  readonly optional: boolean;
}

/** A drawn diagram. */
export interface DrawnDiagram {
  /** The number of bits in the widest row, according to the ruler. */
  readonly rowBits: number;
  readonly fields: readonly DrawnField[];
}

interface DrawnCell {
  readonly from: number;
  readonly to: number;
  readonly text: string;
  readonly open: boolean;
}

interface DrawnRow {
  readonly line: number;
  readonly cells: readonly DrawnCell[];
  /** The line above it. */
  readonly border: string;
}

/**
 * Parses a drawing.
 *
 * @param ascii - the drawing; a common indentation, blank lines and lines before the ruler are skipped
 * @throws {@link ReadError} if a line is not a line of a diagram
 */
export function parseDiagram(ascii: string): DrawnDiagram {
  const lines = ascii.split("\n").map((line) => line.trimEnd());
  const ruler = lines.findIndex((line) => /^\s*0( \d)*$/.test(line));
  if (ruler < 0) throw new ReadError(1, 'there is no ruler, a line like " 0 1 2 3"');
  const text = lines[ruler] ?? "";
  const rowBits = text.trim().split(" ").length;
  const rows = readRows(lines, ruler + 1, text.indexOf("0") - 1);
  const wide = rows.find(({ cells }) => (cells.at(-1)?.to ?? 0) > rowBits);
  if (wide !== undefined) throw new ReadError(wide.line, `the row is wider than the ${rowBits} bits of the ruler`);
  return { rowBits, fields: joinRows(rows) };
}

function readRows(lines: readonly string[], from: number, indent: number): readonly DrawnRow[] {
  const rows: DrawnRow[] = [];
  let border = "";
  for (const [index, whole] of lines.entries()) {
    const line = whole.slice(indent);
    if (index < from || line === "") continue;
    if (line.startsWith("+")) border = line;
    else rows.push({ line: index + 1, cells: readCells(line, index + 1), border });
  }
  return rows;
}

/** Returns the cells of a row; they are between walls, and a wall is in an even column. */
function readCells(line: string, number: number): readonly DrawnCell[] {
  const wall = line.charAt(0);
  const parts = line.split(wall).slice(1, -1);
  if ((wall !== "|" && wall !== "~") || !line.endsWith(wall) || parts.length === 0) {
    throw new ReadError(number, `"${line}" is not a row of a diagram, expected | or ~ at both ends`);
  }
  let at = 0;
  return parts.map((part) => {
    if (part.length % 2 === 0) throw new ReadError(number, `a wall of "${line}" stands between two bits`);
    const from = at;
    at += (part.length + 1) / 2;
    return { from, to: at, text: part.trim(), open: wall === "~" };
  });
}

/** Joins the pieces of each field. */
function joinRows(rows: readonly DrawnRow[]): readonly DrawnField[] {
  const fields: DrawnCell[][] = [];
  for (const [index, row] of rows.entries()) {
    const last = rows[index - 1]?.cells.at(-1);
    for (const cell of row.cells) {
      if (cell.from === 0 && last !== undefined && isContinuation(last, cell, row.border)) fields.at(-1)?.push(cell);
      else fields.push([cell]);
    }
  }
  return fields.map(drawnField);
}

/**
 * Returns whether a field continues in the next row: the line between the rows has a gap if the pieces are above each other;
 * otherwise only one of them has a text.
 */
function isContinuation(last: DrawnCell, next: DrawnCell, border: string): boolean {
  const shared = border.slice(2 * Math.max(last.from, next.from) + 1, 2 * Math.min(last.to, next.to));
  return shared === "" ? !isTitle(last) || !isTitle(next) : !shared.includes("-");
}

function isTitle({ text }: DrawnCell): boolean {
  return text !== "" && text !== continuationMark;
}

function drawnField(cells: readonly DrawnCell[]): DrawnField {
  const written = cells.filter(isTitle).map(({ text }) => text).join(" ");
  const optional = written.startsWith("[") && written.endsWith("]");
  return {
    text: optional ? written.slice(1, -1) : written,
    bits: cells.some(({ open }) => open) ? null : cells.reduce((sum, { from, to }) => sum + to - from, 0),
    optional,
  };
}
