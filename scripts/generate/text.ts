/**
 * Renders blocks as plain text, for terminals and README files.
 *
 * @module
 */
import type { ViewBlock, TableCell, Inline, DefinitionsBlock, TableBlock } from "./blocks.ts";

/** The greatest number of columns of a line. */
export const textWidth = 69;

/** Returns blocks as text, with an empty line between them. */
export function toText(blocks: readonly ViewBlock[]): string {
  return blocks.map(blockText).join("\n\n");
}

function blockText(block: ViewBlock): string {
  switch (block.kind) {
    case "figure":
      return block.ascii;
    case "source":
      return block.text;
    case "table":
      return tableText(block);
    case "definitions":
      return definitionsText(block);
  }
}

/** Returns the text of a cell; a link is the citation. */
export function cellText(cell: TableCell): string {
  return cell.map(inlineText).join("");
}

function inlineText(inline: Inline): string {
  if ("end" in inline) return "\n";
  if ("text" in inline) return inline.text;
  return "code" in inline ? inline.code : inline.cite;
}

/** Breaks a text at line ends and at spaces; a word longer than a line has its own line. */
export function wrap(text: string, columns: number): readonly string[] {
  return text.split("\n").flatMap((line) => wrapLine(line, columns));
}

function wrapLine(text: string, columns: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/).filter((each) => each !== "")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= columns) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.length === 0 ? [""] : lines;
}

function definitionsText({ items, compact }: DefinitionsBlock): string {
  return items
    .map(({ term, text }) => [cellText(term), ...wrap(cellText(text), textWidth - 3).map((line) => `   ${line}`)].join("\n"))
    .join(compact === true ? "\n" : "\n\n");
}

function tableText({ columns, rows }: TableBlock): string {
  const titles = columns.map(({ title }) => title);
  const cells = rows.map((row) => row.map(cellText));
  const { widths, pad } = columnWidths([titles, ...cells]);
  const rule = `+${widths.map((width) => "-".repeat(width + 2 * pad)).join("+")}+`;
  const lines = (row: readonly string[]): readonly string[] => rowLines(row, widths, columns, " ".repeat(pad));
  return [rule, ...lines(titles), rule.replaceAll("-", "="), ...cells.flatMap((row) => [...lines(row), rule])].join("\n");
}

/** Widths in columns of text, with `pad` spaces on both sides of each. */
interface ColumnWidths {
  readonly widths: readonly number[];
  readonly pad: number;
}

/**
 * Returns the widths of a table. Each column is at least as wide as its longest word; the rest of the line goes to the columns of
 * the tallest cells. Without room for padding, the walls touch the text.
 */
function columnWidths(rows: readonly (readonly string[])[]): ColumnWidths {
  const most = longest(rows, (text) => [text.length]);
  const widths = longest(rows, (text) => text.split(" ").map(({ length }) => length));
  const free = textWidth - sum(widths) - widths.length - 1;
  const pad = free >= 2 * widths.length ? 1 : 0;
  for (let room = free - 2 * pad * widths.length; room > 0; room -= 1) {
    const heights = widths.map((width, column) => (width < (most[column] ?? 0) ? tallest(rows, column, width) : 0));
    const column = heights.indexOf(Math.max(...heights));
    if (heights[column] === 0) break;
    widths[column] = (widths[column] ?? 0) + 1;
  }
  return { widths, pad };
}

function tallest(rows: readonly (readonly string[])[], column: number, width: number): number {
  return Math.max(...rows.map((row) => wrap(row[column] ?? "", width).length));
}

function longest(rows: readonly (readonly string[])[], lengths: (text: string) => readonly number[]): number[] {
  return (rows[0] ?? []).map((_, column) => Math.max(...rows.flatMap((row) => lengths(row[column] ?? ""))));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}

function rowLines(row: readonly string[], widths: readonly number[], columns: TableBlock["columns"], pad: string): readonly string[] {
  const wrapped = row.map((text, index) => wrap(text, widths[index] ?? 0));
  const height = Math.max(...wrapped.map(({ length }) => length));
  return Array.from({ length: height }, (_, line) => {
    const parts = wrapped.map((lines, index) => align(lines[line] ?? "", widths[index] ?? 0, columns[index]?.align ?? "left"));
    return `|${parts.map((part) => pad + part + pad).join("|")}|`;
  });
}

function align(text: string, width: number, how: "left" | "right" | "center"): string {
  if (how === "right") return text.padStart(width);
  if (how === "left") return text.padEnd(width);
  return text.padStart(text.length + Math.floor((width - text.length) / 2)).padEnd(width);
}
