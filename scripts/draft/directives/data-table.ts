import type { LeafDirective } from "mdast-util-directive";
import { z } from "zod";
import { suggest } from "../../common/suggest.ts";
import { dataValueAt, followPath, isPrintable, type Printable } from "../schema-views/data.ts";
import { leafDirective } from "./directive.ts";
import { positionOf } from "../diagnostics/diagnostics.ts";
import { registerFloat, nameElement, type TransformState } from "../state.ts";
import { el, type XmlElement } from "../xml/xml-node.ts";

/** A column: its title and the path of its values, keys joined by dots. */
interface DataTableColumn {
  readonly title: string;
  readonly path: string;
}

const columnPattern = /^\s*(?<title>.*\S)\s*=\s*(?<path>[\w.+-]+)\s*$/;

const columnsSchema = z.string().transform((text, context): DataTableColumn[] =>
  text.split("|").flatMap((part) => {
    const { title, path } = columnPattern.exec(part)?.groups ?? {};
    if (title !== undefined && path !== undefined) return [{ title, path }];
    context.addIssue(`expected "Title = key | Title = key.key", found "${part.trim()}"`);
    return [];
  }),
);

const conditionSchema = z
  .string()
  .regex(/^\s*[\w.+-]+\s*=[^=]*$/, 'expected "key = value"')
  .transform((text) => text.split("=").map((part) => part.trim()) as [path: string, value: string]);

const dataTableAttributes = z.strictObject({
  of: z.string().regex(/^[\w.+-]+$/, "expected name.key of a file that data names"),
  columns: columnsSchema,
  where: conditionSchema.optional(),
  form: z.literal("list", { error: "expected form=list" }).optional(),
  id: z.string().optional(),
  title: z.string().optional(),
});

type DataTableAttributes = z.output<typeof dataTableAttributes>;

/** Returns the value of a row in a column; empty if the row has no value. */
function cellValue(row: unknown, { path }: DataTableColumn): unknown {
  const found = followPath(row, path);
  return "value" in found ? (found.value ?? "") : "";
}

/** Returns the selected rows, or `undefined` after a report. */
function selectRows(state: TransformState, node: LeafDirective, { of, where }: DataTableAttributes): readonly unknown[] {
  const list = dataValueAt(state, of, positionOf(node), `of=${of}`);
  if (list === undefined) return [];
  if (!Array.isArray(list.value)) {
    state.report(positionOf(node), "data", `of=${of} is not a list`);
    return [];
  }
  const rows: readonly unknown[] = list.value;
  const kept = where === undefined ? rows : rows.filter((row) => String(cellValue(row, { title: "", path: where[0] })) === where[1]);
  if (kept.length === 0) state.report(positionOf(node), "empty-table", `of=${of} has no rows${rows.length > 0 ? " after where=" : ""}`);
  return kept;
}

/** Returns the values of a column. Reports a value that cannot be printed, and a column without values. */
function columnValues(state: TransformState, node: LeafDirective, rows: readonly unknown[], column: DataTableColumn): Printable[] {
  const missing = rows.map((row) => followPath(row, column.path)).filter((found) => "missing" in found);
  if (missing.length === rows.length && missing[0] !== undefined) {
    const { missing: key, known } = missing[0];
    state.report(positionOf(node), "data", `no row has "${key}" of ${column.path}; ${suggest(key, known)}`);
  }
  return rows.map((row, index) => {
    const value = cellValue(row, column);
    if (isPrintable(value)) return value;
    state.report(positionOf(node), "data", `${column.path} of row ${index + 1} is neither text nor a number`);
    return "";
  });
}

function dataTableElement(
  node: LeafDirective,
  { id, title, columns: heads }: DataTableAttributes,
  values: readonly Printable[][],
  rows: number,
): XmlElement {
  const aligned = values.map((column) => (column.every((value) => value === "" || typeof value === "number") ? "right" : undefined));
  const line = (name: "td" | "th", cells: readonly Printable[]): XmlElement =>
    el(
      node,
      "tr",
      {},
      cells.map((cell, index) => el(node, name, { align: aligned[index] }, [String(cell)])),
    );
  const body = Array.from({ length: rows }, (_, row) =>
    line(
      "td",
      values.map((column) => column[row] ?? ""),
    ),
  );
  return el(node, "table", { anchor: id }, [
    ...nameElement(title, node),
    el(node, "thead", {}, [
      line(
        "th",
        heads.map((head) => head.title),
      ),
    ]),
    el(node, "tbody", {}, body),
  ]);
}

/** Returns a list of terms: the first column is the term, the second begins the text, the others follow with their titles. */
function definitionList(node: LeafDirective, heads: readonly DataTableColumn[], values: readonly Printable[][], rows: number): XmlElement {
  const textOf = (row: number): string =>
    heads.slice(1).flatMap(({ title }, index) => {
      const value = String(values[index + 1]?.[row] ?? "");
      return value === "" ? [] : [index === 0 ? value : `${title}: ${value}`];
    }).join(" ");
  const items = Array.from({ length: rows }, (_, row) => [
    el(node, "dt", {}, [el(node, "tt", {}, [String(values[0]?.[row] ?? "")])]),
    el(node, "dd", {}, [textOf(row)]),
  ]);
  return el(node, "dl", { spacing: "compact" }, items.flat());
}

/**
 * `::data-table{of=name.key columns="Title = key | Title = key.key"}`: a table of a list of objects in a JSON file; with `form=list` a
 * list of terms.
 */
export const dataTable = leafDirective(dataTableAttributes, (state, node, given) => {
  const rows = selectRows(state, node, given);
  if (rows.length === 0) return [];
  const values = given.columns.map((column) => columnValues(state, node, rows, column));
  if (given.form === "list") return [definitionList(node, given.columns, values, rows.length)];
  registerFloat(state, "table", given.id, positionOf(node));
  return [dataTableElement(node, given, values, rows.length)];
});
