/**
 * Tables: rows with `|`, and rules of `-`, `=`, `+`, `:` and `|` anywhere between them.
 *
 * @module
 */
import { noAttributes } from "../attributes.ts";
import { isBlank, type SourceLine } from "../source/source-line.ts";
import type { TableOfCells, TableRow } from "./block.ts";
import type { BlockParser } from "./scanner.ts";

const separator = /^[+|: -]*-[+|: -]*$/;
const footRule = /^[+|: =]*=[+|: =]*$/;

/** Splits a row at `|`, except in code and behind `\`. */
export function splitCells(text: string): string[] {
  const cells = [""];
  for (const [part] of text.trim().matchAll(/(?<ticks>`+)(?!`)(?:(?!`).|`(?!\k<ticks>))*?\k<ticks>(?!`)|\\.|\|| +|[^`\\| ]+|./g)) {
    if (part === "|") cells.push("");
    else cells[cells.length - 1] += part;
  }
  if (cells[0]?.trim() === "" && cells.length > 1) cells.shift();
  if (cells.at(-1)?.trim() === "" && cells.length > 1) cells.pop();
  return cells.map((cell) => cell.trim());
}

const hasBar = ({ text }: SourceLine): boolean => text.includes("|") && splitCells(`x ${text} x`).length > 1;
const isRule = ({ text }: SourceLine): boolean => separator.test(text) || footRule.test(text);

function alignmentOf(rule: SourceLine | undefined): TableOfCells["align"] {
  const columns =
    rule?.text
      .trim()
      .replace(/^[|+]|[|+]$/g, "")
      .split(/[|+]/) ?? [];
  return columns.map((column) => {
    const mark = column.trim();
    if (mark.startsWith(":")) return mark.length > 1 && mark.endsWith(":") ? "center" : "left";
    return mark.endsWith(":") ? "right" : undefined;
  });
}

/** A table: lines that all have a bar, up to a blank line or attributes. */
export const parseTable: BlockParser = (scanner) => {
  const at = scanner.line;
  if (at === undefined || !scanner.afterBlank || !(hasBar(at) || (isRule(at) && at.text.includes("|")))) return false;
  const rest = scanner.lines.slice(scanner.index);
  const end = rest.findIndex((line) => isBlank(line) || !(hasBar(line) || isRule(line)));
  const lines = rest.slice(0, end < 0 ? rest.length : end);
  const after = rest[lines.length];
  if (after !== undefined && !isBlank(after) && !/^ {0,3}(?:\{:|\^)/.test(after.text)) return false;
  const rows = lines.filter((line) => !isRule(line)).map((line): TableRow => ({ at: line, cells: splitCells(line.text) }));
  if (rows.length === 0) return false;
  const first = lines.findIndex((line) => !isRule(line));
  const rule = lines.findIndex((line, index) => index > first && separator.test(line.text));
  const heads = rule < 0 ? 0 : lines.slice(0, rule).filter((line) => !isRule(line)).length;
  const isHeaded = heads > 0 && heads < rows.length;
  scanner.index += lines.length;
  const align = alignmentOf(lines[rule < 0 ? -1 : rule]);
  const [head, body] = isHeaded ? [rows.slice(0, heads), rows.slice(heads)] : [[], rows];
  return scanner.add({ kind: "table", at, attributes: noAttributes, head, body, align });
};
