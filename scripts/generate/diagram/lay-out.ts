/**
 * Packs fields into the rows of a diagram, and selects a text that fits into each.
 *
 * @module
 */
import { ViewError } from "../blocks.ts";
import { onlyWidth, sizeLabel } from "../field-size.ts";
import type { DiagramCell, DiagramField, DiagramModel } from "./model.ts";
import { columnsOf, continuationMark } from "./model.ts";

/** The greatest height of a field in rows; a larger field is drawn as one row with its width as text. */
const MAX_ROWS = 8;

/** A piece of a field in one row. */
interface RowPiece {
  readonly row: number;
  readonly bits: number;
}

/**
 * Returns the diagram of fields.
 *
 * @param element - the id of the struct, for messages
 * @param rowBits - the number of bits in a row: 8, 16 or 32
 * @throws {@link ViewError} if no text of a field fits into its cell
 */
export function layOut(element: string, fields: readonly DiagramField[], rowBits: number): DiagramModel {
  const rows: DiagramCell[][] = [];
  let at = rowBits;
  let before: DiagramField | undefined;
  for (const [index, field] of fields.entries()) {
    const open = isOpen(field, rowBits);
    if (open || before === undefined || isOpen(before, rowBits) || before.presence !== field.presence) at = rowBits;
    const pieces = open ? [{ row: rows.length, bits: rowBits }] : splitIntoRows(onlyWidth(field.size) ?? 0, at, rowBits, rows.length);
    for (const [piece, text] of withText(element, field, pieces, open, rowBits)) {
      (rows[piece.row] ??= []).push({
        field: index, path: field.path, title: field.title, bits: piece.bits, open, optional: field.presence !== "", text,
      });
    }
    at = (rows.at(-1) ?? []).reduce((sum, { bits }) => sum + bits, 0);
    before = field;
  }
  return { rowBits, fields, rows };
}

function isOpen(field: DiagramField, rowBits: number): boolean {
  const width = onlyWidth(field.size);
  return width === undefined || field.repeats || width > MAX_ROWS * rowBits;
}

/** Cuts a width at the ends of rows; `at` is the bit of the last row at which it begins. */
function splitIntoRows(width: number, at: number, rowBits: number, rowCount: number): readonly RowPiece[] {
  const pieces: RowPiece[] = [];
  let left = width;
  let row = at === rowBits ? rowCount : rowCount - 1;
  let room = at === rowBits ? rowBits : rowBits - at;
  while (left > 0) {
    const bits = Math.min(left, room);
    pieces.push({ row, bits });
    left -= bits;
    row += 1;
    room = rowBits;
  }
  return pieces;
}

/** Assigns the text to the middle one of the widest pieces, and a mark to a second piece that does not touch it. */
function withText(
  element: string,
  field: DiagramField,
  pieces: readonly RowPiece[],
  open: boolean,
  rowBits: number,
): readonly (readonly [RowPiece, string])[] {
  const widest = Math.max(...pieces.map(({ bits }) => bits));
  const wide = pieces.filter(({ bits }) => bits === widest);
  const holder = wide[Math.floor((wide.length - 1) / 2)];
  const apart = pieces.length === 2 && pieces.reduce((sum, { bits }) => sum + bits, 0) <= rowBits;
  return pieces.map((piece) => {
    if (piece === holder) return [piece, fitText(element, field, columnsOf(widest), open)];
    return [piece, apart && columnsOf(piece.bits) >= continuationMark.length ? continuationMark : ""];
  });
}

function fitText(element: string, field: DiagramField, columns: number, open: boolean): string {
  const texts = (open ? openTexts(field) : closedTexts(field)).map((text) => (field.presence === "" ? text : `[${text}]`));
  const bad = texts.find((text) => /[|~\n]/.test(text));
  if (bad !== undefined) throw new ViewError(element, `field "${field.path}": "${bad}" has a character that diagrams draw with (| or ~)`);
  const found = texts.find((text) => text.length <= columns);
  if (found !== undefined) return found;
  const tried = texts.map((text) => `"${text}"`).join(", ");
  throw new ViewError(element, `field "${field.path}": its cell has ${columns} columns, too few for ${tried}; give it a shorter label`);
}

/** Returns the texts for a cell of the field's own width, the longest first. */
function closedTexts({ title, label = title, size, value, binary }: DiagramField): readonly string[] {
  const bits = sizeLabel(size);
  if (value === undefined) return [`${title} (${bits})`, title, `${label} (${bits})`, label];
  const spaced = binary !== undefined && binary.length <= 8 ? [[...binary].join(" ")] : [];
  return [`${title} (${bits}) = ${value}`, `${title} = ${value}`, `${label} = ${value}`, ...spaced];
}

/** Returns the texts for a row of any size; each contains the size. */
function openTexts({ title, label = title, size, value, repeats }: DiagramField): readonly string[] {
  const words = onlyWidth(size) === undefined ? sizeLabel(size) : `${sizeLabel(size)} bits`;
  const end = repeats ? " ..." : value === undefined ? "" : ` = ${value}`;
  return [`${title} (${words})${end}`, `${label} (${words})${end}`];
}
