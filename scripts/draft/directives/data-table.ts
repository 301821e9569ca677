import type { LeafDirective } from "mdast-util-directive";
import { z } from "zod";
import { proposal } from "../../generate/near.ts";
import { datumAt, follow, isPrintable, type Printable } from "../data.ts";
import { leaf } from "../directive.ts";
import { placeOf } from "../messages.ts";
import { addFloat, nameOf, type State } from "../state.ts";
import { el, type XmlElement } from "../xml.ts";

/** A title and the keys of the values below it, joined by dots. */
interface Column {
  readonly title: string;
  readonly path: string;
}

const pair = /^\s*(?<title>.*\S)\s*=\s*(?<path>[\w.+-]+)\s*$/;

const columns = z.string().transform((text, context): Column[] =>
  text.split("|").flatMap((part) => {
    const { title, path } = pair.exec(part)?.groups ?? {};
    if (title !== undefined && path !== undefined) return [{ title, path }];
    context.addIssue(`expected "Title = key | Title = key.key", found "${part.trim()}"`);
    return [];
  }),
);

const condition = z
  .string()
  .regex(/^\s*[\w.+-]+\s*=[^=]*$/, 'expected "key = value"')
  .transform((text) => text.split("=").map((part) => part.trim()) as [path: string, value: string]);

const attributes = z.strictObject({
  of: z.string().regex(/^[\w.+-]+$/, "expected name.key of a file that data names"),
  columns,
  where: condition.optional(),
  id: z.string().optional(),
  title: z.string().optional(),
});

type Attributes = z.output<typeof attributes>;

/** The value of a row in a column; empty where it has none. */
function cellOf(row: unknown, { path }: Column): unknown {
  const found = follow(row, path);
  return "value" in found ? (found.value ?? "") : "";
}

/** The rows, as far as they can be printed. */
function rowsOf(state: State, node: LeafDirective, { of, where }: Attributes): readonly unknown[] {
  const list = datumAt(state, of, placeOf(node), `of=${of}`);
  if (list === undefined) return [];
  if (!Array.isArray(list.value)) {
    state.report(placeOf(node), "data", `of=${of} is no list`);
    return [];
  }
  const rows: readonly unknown[] = list.value;
  const kept = where === undefined ? rows : rows.filter((row) => String(cellOf(row, { title: "", path: where[0] })) === where[1]);
  if (kept.length === 0) state.report(placeOf(node), "empty-table", `of=${of} has no rows${rows.length > 0 ? " that where= leaves" : ""}`);
  return kept;
}

/** The values of one column; one that cannot be printed, or that no row has, is reported. */
function valuesOf(state: State, node: LeafDirective, rows: readonly unknown[], column: Column): Printable[] {
  const missing = rows.map((row) => follow(row, column.path)).filter((found) => "missing" in found);
  if (missing.length === rows.length && missing[0] !== undefined) {
    const { missing: key, known } = missing[0];
    state.report(placeOf(node), "data", `no row has "${key}" of ${column.path}; ${proposal(key, known)}`);
  }
  return rows.map((row, index) => {
    const value = cellOf(row, column);
    if (isPrintable(value)) return value;
    state.report(placeOf(node), "data", `${column.path} of row ${index + 1} is neither text nor a number`);
    return "";
  });
}

function tableOf(node: LeafDirective, { id, title, columns: heads }: Attributes, values: readonly Printable[][], rows: number): XmlElement {
  const aligned = values.map((column) => (column.every((value) => value === "" || typeof value === "number") ? "right" : undefined));
  const line = (name: "td" | "th", cells: readonly Printable[]): XmlElement =>
    el(node, "tr", {}, cells.map((cell, index) => el(node, name, { align: aligned[index] }, [String(cell)])));
  const body = Array.from({ length: rows }, (_, row) => line("td", values.map((column) => column[row] ?? "")));
  return el(node, "table", { anchor: id }, [
    ...nameOf(title, node),
    el(node, "thead", {}, [line("th", heads.map((head) => head.title))]),
    el(node, "tbody", {}, body),
  ]);
}

/** `::data-table{of=name.key columns="Title = key | Title = key.key"}`: a table over a list of objects in a JSON file. */
export const dataTable = leaf(attributes, (state, node, given) => {
  const rows = rowsOf(state, node, given);
  if (rows.length === 0) return [];
  const values = given.columns.map((column) => valuesOf(state, node, rows, column));
  addFloat(state, "table", given.id, placeOf(node));
  return [tableOf(node, given, values, rows.length)];
});
