/**
 * Reports lines of Markdown that are too wide for a review in two columns.
 *
 * @module
 */
import { visit } from "unist-util-visit";

import { splitFrontMatter } from "../../draft/source/front-matter.ts";
import type { ReportDiagnostic } from "../../draft/diagnostics/diagnostics.ts";
import { parseMarkdown } from "../../draft/source/parse-markdown.ts";

/** The most columns of a line. */
export const MAX_COLUMNS = 80;

/** Returns the lines that cannot be broken: front matter, fences, tables, directives and headings. */
function unbreakableLines(source: string): Set<number> {
  const found = new Set<number>();
  const front = splitFrontMatter(source)?.yaml.split("\n").length ?? 0;
  for (let line = 1; line <= front + 1; line++) found.add(line);
  visit(parseMarkdown(splitFrontMatter(source)?.body ?? source), (node) => {
    const fixed =
      node.type === "code" || node.type === "table" || node.type === "leafDirective" || node.type === "heading" || node.type === "html";
    const first = node.position?.start.line ?? 1;
    const last = fixed ? (node.position?.end.line ?? 0) : node.type === "containerDirective" ? first : 0;
    for (let line = first; line <= last; line++) found.add(line);
  });
  return found;
}

/** Reports lines of running text over {@link MAX_COLUMNS} columns that have a space to break at. */
export function checkLineWidth(source: string, report: ReportDiagnostic): void {
  const fixed = unbreakableLines(source);
  for (const [index, line] of source.split("\n").entries()) {
    if (line.length <= MAX_COLUMNS || fixed.has(index + 1)) continue;
    const space = line.lastIndexOf(" ", MAX_COLUMNS);
    if (!/\S\s/.test(line.slice(0, space + 1))) continue;
    const before = line.slice(0, space).split(" ").at(-1) ?? "";
    report(
      { line: index + 1, column: MAX_COLUMNS + 1 },
      "line-width",
      `line of ${line.length} columns; break it after "${before}" (column ${space})`,
    );
  }
}
