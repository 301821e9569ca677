/**
 * Checks the Markdown as text: finds blocks that the parser misreads.
 *
 * @module
 */
import type { Code, Paragraph, Parents, Root, Text } from "mdast";
import { visit } from "unist-util-visit";
import type { ReportDiagnostic } from "../diagnostics/diagnostics.ts";
import { positionOf } from "../diagnostics/diagnostics.ts";

const directiveSyntax =
  "expected ::name{key=value} or :::name{key=value} on a line of its own; ::: closes an open directive only";

/** Reports lines of paragraphs that begin like a directive, which the parser reads as text. */
function lintParagraph(node: Paragraph, lines: readonly string[], report: ReportDiagnostic): void {
  if ((node.data as { directiveLabel?: boolean } | undefined)?.directiveLabel === true) return;
  const { start, end } = node.position ?? { start: { line: 1 }, end: { line: 0 } };
  for (let line = start.line; line <= end.line; line++) {
    const found = /^(?<before>[\s>]*(?:[-*+] |\d+[.)] )?\s*):{2,}/.exec(lines[line - 1] ?? "");
    if (found === null) continue;
    const column = (found.groups?.before ?? "").length + 1;
    const written = (lines[line - 1] ?? "").slice(column - 1, column + 39);
    report({ line, column }, "directive", `malformed directive "${written}"; ${directiveSyntax}`);
  }
}

const textDirective = /(?<=^|[\s(]):(?<name>[a-z][a-z-]*)\{(?!\{|R-)[^{}\n]*\}?/g;

/** Reports `:name{...}` in running text, which looks like a directive. */
function lintText({ position }: Text, source: string, report: ReportDiagnostic): void {
  const begin = position?.start.offset ?? 0;
  for (const found of source.slice(begin, position?.end.offset ?? 0).matchAll(textDirective)) {
    const before = source.slice(0, begin + found.index).split("\n");
    const at = { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
    report(at, "directive", `"${found[0]}" has one colon and is not a directive; expected :${found[0]} on a line of its own, or code`);
  }
}

/** Reports an unclosed container, which contains the rest of the file. */
function lintContainer(node: Parents & { readonly name: string }, lines: readonly string[], report: ReportDiagnostic): boolean {
  const { start, end } = node.position ?? { start: { line: 1 }, end: { line: 1 } };
  const last = node.children.at(-1)?.position?.end.line ?? start.line;
  const closed = end.line > start.line && end.line > last && /^[\s>]*:{3,}\s*$/.test(lines[end.line - 1] ?? "");
  if (!closed) report(positionOf(node), "directive", `:::${node.name} is not closed; expected ::: on a line of its own`);
  return closed;
}

const indentedCode =
  "4 blanks before a line make it code; expected a fence, ``` above and below, or fewer blanks for a paragraph";

/** Reports unclosed fences, and code by indentation, which is mostly a slip. */
function lintCode(node: Code, lines: readonly string[], report: ReportDiagnostic): boolean {
  const { start, end } = node.position ?? { start: { line: 1, column: 1 }, end: { line: 1 } };
  const fence = /^(?:`{3,}|~{3,})/.exec((lines[start.line - 1] ?? "").slice(start.column - 1))?.[0];
  const closing = (lines[end.line - 1] ?? "").replace(/^[\s>]*/, "").trim();
  if (fence === undefined) report(positionOf(node), "code", indentedCode);
  else if (end.line === start.line || !closing.startsWith(fence) || closing.replaceAll(fence.charAt(0), "") !== "") {
    report(positionOf(node), "code", `fence is not closed; expected ${fence} on a line of its own`);
    return false;
  }
  return true;
}

/**
 * Checks the blocks of a parsed draft against its source.
 *
 * @returns the line of the first unclosed block; the parser misreads the text after it
 */
export function lintBlocks(tree: Root, source: string, report: ReportDiagnostic): number | undefined {
  const lines = source.split("\n");
  const open: number[] = [];
  visit(tree, (node) => {
    if (node.type === "paragraph") lintParagraph(node, lines, report);
    else if (node.type === "text") lintText(node, source, report);
    else if (node.type === "code" && !lintCode(node, lines, report)) open.push(positionOf(node).line);
    else if (node.type === "containerDirective" && !lintContainer(node, lines, report)) open.push(positionOf(node).line);
  });
  return open.length === 0 ? undefined : Math.min(...open);
}
