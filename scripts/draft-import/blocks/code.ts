/**
 * Code: fences, code by indentation, and formulas as blocks.
 *
 * @module
 */
import { noAttributes, parseAttributes } from "../attributes.ts";
import { dedent, indentOf, isBlank, trimBlankLines } from "../source/source-line.ts";
import type { BlockParser } from "./scanner.ts";

const fenceStart = /^ {0,3}(?<mark>~{3,}|`{3,})[ \t]*(?<info>[^`]*)$/;

/** A fence, from its mark to a line that begins with the same mark. Without such a line it is running text. */
export const parseFence: BlockParser = (scanner) => {
  const at = scanner.line;
  const { mark, info = "" } = (at && fenceStart.exec(at.text)?.groups) ?? {};
  if (at === undefined || mark === undefined) return false;
  const end = scanner.lines.findIndex(
    ({ text }, index) => index > scanner.index && text.trim().startsWith(mark) && text.trim().replaceAll(mark.charAt(0), "") === "",
  );
  if (end < 0) return false;
  const indent = indentOf(at);
  const lines = scanner.lines.slice(scanner.index + 1, end).map((line) => dedent(line, indent));
  const braces = /\{:?(?<inner>[^{}]*)\}\s*$/.exec(info);
  const attributes = braces === null ? noAttributes : scanner.resolve(parseAttributes(braces.groups?.inner ?? ""));
  const language = info.slice(0, braces?.index ?? info.length).trim();
  scanner.index = end + 1;
  return scanner.add({ kind: "code", at, attributes, language, lines });
};

/** Code by indentation of four blanks, behind a blank line. */
export const parseIndentedCode: BlockParser = (scanner) => {
  const at = scanner.line;
  if (at === undefined || indentOf(at) < 4) return false;
  const start = scanner.index;
  const end = scanner.lines.findIndex((line, index) => index > start && !isBlank(line) && indentOf(line) < 4);
  scanner.index = end < 0 ? scanner.lines.length : end;
  const all = scanner.lines.slice(start, scanner.index);
  scanner.index -= all.length - 1 - all.findLastIndex((line) => !isBlank(line));
  const lines = trimBlankLines(all.map((line) => dedent(line, 4)));
  return scanner.add({ kind: "code", at, attributes: noAttributes, language: "", lines });
};

const formula = /^ {0,3}\$\$(?<text>.*)$/;

/** A formula as a block: `$$ ... $$`. */
export const parseFormula: BlockParser = (scanner) => {
  const at = scanner.line;
  if (at === undefined || !scanner.afterBlank || !formula.test(at.text)) return false;
  const rest = scanner.lines.slice(scanner.index);
  const end = rest.findIndex(({ text }, index) => (index === 0 ? text.trim().slice(2) : text).trimEnd().endsWith("$$"));
  if (end < 0) return false;
  const after = rest[end + 1];
  if (after !== undefined && !isBlank(after) && !after.text.startsWith("{:")) return false;
  const lines = rest.slice(0, end + 1).map((line) => ({ ...line, text: line.text.replace(/^\s*\$\$|\$\$\s*$/g, "") }));
  scanner.index += end + 1;
  scanner.report(at, "formula", "the formula is carried over as TeX in a drawing; expected characters as they are to be printed");
  return scanner.add({ kind: "code", at, attributes: noAttributes, language: "math", lines: trimBlankLines(lines) });
};
