/**
 * Tables that stay narrow enough for plain text: columns that are mostly empty move into the
 * prose, and so do others where the prose has too little room.
 *
 * @module
 */
import type { TableCell, Inline, TableBlock } from "../blocks.ts";

/** One column of a table over rows of `T`. */
export interface TableColumn<T> {
  readonly title: string;
  readonly align?: "left" | "right";
  readonly cell: (row: T, index: number) => TableCell;
  /** The one column of running text; it takes the room that the others leave. */
  readonly prose?: boolean;
  /** How the column moves into the prose when there is no room: before it without, or after it with its title. */
  readonly folds?: "before" | "after";
}

/** Columns of text in a paginated document, less its indentation. */
const tableWidth = 69;
/** The least width of prose that can be read. */
const proseWidth = 22;
/** A wall and two spaces. */
const between = 3;
/** Roughly the width of a link such as `Section 4.10`, which breaks at its space. */
const citeWord = "Section";

/** A text that stands alone in a cell. */
export const textCell = (text: string | number): TableCell => (text === "" ? [] : [{ text: String(text) }]);
/** A name that stands alone in a cell. */
export const codeCell = (code: string | number): TableCell => (code === "" ? [] : [{ code: String(code) }]);

/** Builds a table; columns without any content are left out. */
export function tableOf<T>(title: string, columns: readonly TableColumn<T>[], rows: readonly T[]): TableBlock {
  const filled = columns.filter(({ cell, prose }) => prose === true || rows.some((row, index) => cell(row, index).length > 0));
  const folded = filled.some(({ prose }) => prose === true) ? foldedColumns(filled, rows) : [];
  const kept = filled.filter((column) => !folded.includes(column));
  const cellOf = ({ prose, cell }: TableColumn<T>, row: T, index: number): TableCell => {
    if (prose !== true) return cell(row, index);
    return merge(cell(row, index), folded.map((each) => ({ ...each, content: each.cell(row, index) })));
  };
  return {
    kind: "table",
    title,
    columns: kept.map((column) => ({ title: column.title, align: column.align ?? "left" })),
    rows: rows.map((row, index) => kept.map((column) => cellOf(column, row, index))),
  };
}

/** The columns that move into the prose: the mostly empty ones, then the widest until there is room. */
function foldedColumns<T>(columns: readonly TableColumn<T>[], rows: readonly T[]): readonly TableColumn<T>[] {
  const taken = columns.reduce((sum, column) => sum + (column.prose === true ? 0 : widthOf(column, rows)) + between, 1);
  const folding = columns.filter(({ folds }) => folds !== undefined).sort((a, b) => widthOf(b, rows) - widthOf(a, rows));
  const widest = folding.find((column) => isSparse(column, rows)) ?? (taken + proseWidth > tableWidth ? folding[0] : undefined);
  if (widest === undefined) return [];
  const others = foldedColumns(columns.filter((column) => column !== widest), rows);
  return columns.filter((column) => column === widest || others.includes(column));
}

/** Whether most cells of a column are empty. */
function isSparse<T>({ cell }: TableColumn<T>, rows: readonly T[]): boolean {
  return rows.filter((row, index) => cell(row, index).length > 0).length * 2 < rows.length;
}

/** A cell that moves into the prose of its row. */
interface FoldedCell {
  readonly title: string;
  readonly folds?: "before" | "after";
  readonly content: TableCell;
}

/** Prose between what goes before it and what goes after it: links as sentences, then titles with values. */
function merge(prose: TableCell, folded: readonly FoldedCell[]): TableCell {
  const present = folded.filter(({ content }) => content.length > 0);
  const before = present.filter(({ folds }) => folds === "before").map(({ content }) => content);
  const after = present.filter(({ folds }) => folds !== "before");
  const links = after.filter(isLink).map(({ content }): TableCell => [{ text: "See " }, ...content]);
  const values = after.filter((each) => !isLink(each)).map(({ title, content }): TableCell => [{ text: `${title}: ` }, ...content]);
  const sentences = [...before, prose, ...links].filter((cell) => cell.length > 0);
  if (sentences.length === 1 && values.length === 0) return sentences[0] ?? [];
  return [...sentences.flatMap((cell, index) => sentence(cell, index + 1 < sentences.length)), ...joined(values, sentences.length > 0)];
}

function isLink({ content: [first] }: FoldedCell): boolean {
  return first !== undefined && "cite" in first;
}

/** A cell with a full stop, and with a space where something follows. */
function sentence(cell: TableCell, followed: boolean): TableCell {
  const last = cell.at(-1);
  const stop = last !== undefined && lettersOf(last).endsWith(".") ? "" : ".";
  const end = stop + (followed ? " " : "");
  return end === "" ? cell : [...cell, { text: end }];
}

/** Each on a line of its own, without a full stop: it would look like part of the value. */
function joined(values: readonly TableCell[], behind: boolean): TableCell {
  return values.flatMap((cell, index) => (index === 0 && !behind ? cell : [{ end: "line" } as const, ...cell]));
}

/** The longest word of a column: a table cannot be narrower. */
function widthOf<T>({ title, cell }: TableColumn<T>, rows: readonly T[]): number {
  const words = rows.flatMap((row, index) => cell(row, index).map(lettersOf).join("").split(" "));
  return Math.max(...[...title.split(" "), ...words].map(({ length }) => length));
}

function lettersOf(inline: Inline): string {
  if ("end" in inline) return " ";
  if ("text" in inline) return inline.text;
  return "code" in inline ? inline.code : citeWord;
}
