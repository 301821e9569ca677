/**
 * Builds tables that are narrow enough for plain text: columns that are mostly empty move into the column of prose, and others
 * also do if the prose has too little room.
 *
 * @module
 */
import { type DefinitionsBlock, type Inline, type TableBlock, type TableCell, type ViewAttributes, ViewError } from "../blocks.ts";

/** One column of a table over rows of `T`. */
export interface TableColumn<T> {
  readonly title: string;
  readonly align?: "left" | "right";
  readonly cell: (row: T, index: number) => TableCell;
  /** Whether it is the column of prose, which has the room that the others leave. */
  readonly prose?: boolean;
  /** The place of the column's content in the prose if the column has no room: before it without the title, or after it with the title. */
  readonly folds?: "before" | "after";
}

/** The columns of text in a paginated document without its indentation. */
const tableWidth = 69;
/** The least readable width of prose. */
const proseWidth = 22;
/** The columns of a wall and two spaces. */
const between = 3;
/** The longest word of a link such as `Section 4.10`. */
const citeWord = "Section";

/** Returns a cell of one text. */
export const textCell = (text: string | number): TableCell => (text === "" ? [] : [{ text: String(text) }]);
/** Returns a cell of one name. */
export const codeCell = (code: string | number): TableCell => (code === "" ? [] : [{ code: String(code) }]);

/** Builds a table without its empty columns. */
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

/** The attribute of views that show a table or, with `form=list`, a list of terms. */
export const formAttribute = { form: "list: a list of terms, which needs less room than a table" };

/** Returns whether a view shows a list. @throws {@link ViewError} for another form */
export function isListForm(element: string, { form }: ViewAttributes): boolean {
  if (form === undefined || form === "list") return form === "list";
  throw new ViewError(element, `form=${form}: expected form=list`);
}

/**
 * Builds a list of terms of the same columns: the first column is the term; its text has the values of the other columns with
 * their titles, then the prose, then links in brackets.
 *
 * @param parts - the names of the parts of the element that the terms define
 */
export function definitionsOf<T>(columns: readonly TableColumn<T>[], rows: readonly T[], parts?: readonly string[]): DefinitionsBlock {
  const [term, ...others] = columns;
  const items = rows.map((row, index) => ({ term: term?.cell(row, index) ?? [], text: definitionText(others, row, index) }));
  return { kind: "definitions", compact: true, items, ...(parts === undefined ? {} : { parts }) };
}

/** Returns the text of a term: values with their titles, prose, links in brackets. */
function definitionText<T>(columns: readonly TableColumn<T>[], row: T, index: number): TableCell {
  const cells = columns.map(({ title, prose, cell }) => ({ title, prose, content: cell(row, index) }))
    .filter(({ content }) => content.length > 0);
  const links = cells.filter(isLink).flatMap(({ content }): TableCell => [{ text: "(" }, ...content, { text: ")" }]);
  const values = cells.filter((each) => each.prose !== true && !isLink(each));
  const listed = values.flatMap(({ title, content }, at): TableCell => [{ text: `${at === 0 ? "" : "; "}${title}: ` }, ...content]);
  const prose = cells.find((each) => each.prose === true)?.content ?? [];
  const sentences = [listed, prose].filter((cell) => cell.length > 0);
  return [...sentences.flatMap((cell, at) => sentence(cell, at + 1 < sentences.length || links.length > 0)), ...links];
}

/** Returns the columns that move into the prose: those that are mostly empty, then the widest until there is room. */
function foldedColumns<T>(columns: readonly TableColumn<T>[], rows: readonly T[]): readonly TableColumn<T>[] {
  const taken = columns.reduce((sum, column) => sum + (column.prose === true ? 0 : widthOf(column, rows)) + between, 1);
  const folding = columns.filter(({ folds }) => folds !== undefined).sort((a, b) => widthOf(b, rows) - widthOf(a, rows));
  const widest = folding.find((column) => isSparse(column, rows)) ?? (taken + proseWidth > tableWidth ? folding[0] : undefined);
  if (widest === undefined) return [];
  const others = foldedColumns(columns.filter((column) => column !== widest), rows);
  return columns.filter((column) => column === widest || others.includes(column));
}

/** Returns whether most cells of a column are empty. */
function isSparse<T>({ cell }: TableColumn<T>, rows: readonly T[]): boolean {
  return rows.filter((row, index) => cell(row, index).length > 0).length * 2 < rows.length;
}

/** A cell that moves into the prose of its row. */
interface FoldedCell {
  readonly title: string;
  readonly folds?: "before" | "after";
  readonly content: TableCell;
}

/** Returns prose with folded cells before and after it: links as sentences, then titles with values. */
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

/** Returns a cell with a full stop, and with a space if text follows. */
function sentence(cell: TableCell, followed: boolean): TableCell {
  const last = cell.at(-1);
  const stop = last !== undefined && lettersOf(last).endsWith(".") ? "" : ".";
  const end = stop + (followed ? " " : "");
  return end === "" ? cell : [...cell, { text: end }];
}

/** Returns values on separate lines, without a full stop, which a reader could take for a part of the value. */
function joined(values: readonly TableCell[], behind: boolean): TableCell {
  return values.flatMap((cell, index) => (index === 0 && !behind ? cell : [{ end: "line" } as const, ...cell]));
}

/** Returns the length of the longest word of a column, its least width. */
function widthOf<T>({ title, cell }: TableColumn<T>, rows: readonly T[]): number {
  const words = rows.flatMap((row, index) => cell(row, index).map(lettersOf).join("").split(" "));
  return Math.max(...[...title.split(" "), ...words].map(({ length }) => length));
}

function lettersOf(inline: Inline): string {
  if ("end" in inline) return " ";
  if ("text" in inline) return inline.text;
  return "code" in inline ? inline.code : citeWord;
}
