/**
 * Writes tables.
 *
 * @module
 */
import type { TableOfCells, TableRow } from "../blocks/block.ts";
import type { ImportContext } from "../context.ts";
import { writeText } from "../inline/write-text.ts";
import { anchorOf, directiveAround, reportLost, type WriteBlock } from "./block-writer.ts";

const rules: Readonly<Record<string, string>> = { left: ":---", right: "---:", center: ":---:" };

/** Returns a cell. A bar in it needs a `\`, in code too. */
function cellText(context: ImportContext, text: string, { at }: TableRow): string {
  return writeText(context, [{ ...at, text }])
    .replace(/\n/g, " ")
    .replace(/(?<!\\)\|/g, "\\|");
}

function rowCells(context: ImportContext, row: TableRow, columns: number): string[] {
  const cells = row.cells.map((cell) => cellText(context, cell, row));
  return [...cells, ...Array.from({ length: Math.max(0, columns - cells.length) }, () => "")];
}

/** Returns the rows of the heading as one row. A table without a heading takes its first row. */
function headAndBody(
  context: ImportContext,
  { at, head, body }: TableOfCells,
  columns: number,
): { head: string[]; body: readonly TableRow[] } {
  const [first, ...rest] = head;
  if (first === undefined) {
    context.report(at, "table", "the table has no heading; its first row is taken for it");
    const [row, ...others] = body;
    return { head: row === undefined ? [] : rowCells(context, row, columns), body: others };
  }
  const cells = rest.reduce(
    (all, row) => {
      const more = rowCells(context, row, columns);
      return all.map((cell, index) => [cell, more[index] ?? ""].filter((text) => text !== "").join("<br>"));
    },
    rowCells(context, first, columns),
  );
  return { head: cells, body };
}

/** A table, in a directive if it has an anchor or a title. */
export const writeTable: WriteBlock<"table"> = (context, block) => {
  const { attributes, align } = block;
  reportLost(context, block, "a table", ["id", "title"]);
  const columns = Math.max(...[...block.head, ...block.body].map(({ cells }) => cells.length));
  const { head, body } = headAndBody(context, block, columns);
  const all = [head, ...body.map((row) => rowCells(context, row, columns))];
  const rule = head.map((_, index) => rules[align[index] ?? ""] ?? "---");
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  const rows = body.length === 0 ? [Array.from({ length: columns }, () => "")] : all.slice(1);
  const lines = [line(head), `|${rule.join("|")}|`, ...rows.map(line)];
  const around = { id: anchorOf(attributes), values: { title: attributes.values.title } };
  return around.id === undefined && around.values.title === undefined ? lines : directiveAround("table", around, lines);
};
