import assert from "node:assert/strict";
import test from "ava";
import fc from "fast-check";
import { gfmTableFromMarkdown } from "mdast-util-gfm-table";
import { gfmTable } from "micromark-extension-gfm-table";
import remarkParse from "remark-parse";
import { unified } from "unified";
import { tableLines, tablesOf } from "../../../../scripts/draft/source/table-lines.ts";

/** Parses Markdown with some syntax of tables. */
function parse(markdown: string, tables: ReturnType<typeof gfmTable>): unknown {
  const parser = unified().use(remarkParse);
  Object.assign(parser.data(), { micromarkExtensions: [tables], fromMarkdownExtensions: [gfmTableFromMarkdown()] });
  return parser.parse(markdown);
}

test("a table has lines from its head to the line before the next blank line", (t) => {
  const text = "text\n\na | b\n--|--\nc | d\ne\n \ntext\n> f\r\n> :-\n>\n> g";
  t.deepEqual([...tableLines(text)], [3, 4, 5, 6, 9, 10]);
  t.deepEqual([...tableLines("one\ntwo | three\nfour - five")], []);
});

test("texts with pieces of tables, quotations and lists have the same tree as with the syntax of tables at all lines", (t) => {
  const marks = ["a", "| ", "|", "-", "--|--", ":-:", "> ", "- ", "1. ", "  ", "    ", "\t", "\\|", "`", "#"];
  const piece = fc.constantFrom(...marks, "\n", "\n", "\r\n", "\n\n", "\r");
  const table = fc.constantFrom("a | b\n- | -\nc | d\n", "| a |\n| - |\n| b |\n", "> a\n> :-\nb\n", "- a\n  -:\n  b\n");
  const text = fc.array(fc.oneof({ weight: 4, arbitrary: piece }, table), { maxLength: 30 }).map((parts) => parts.join(""));
  const isSame = fc.property(text, (markdown) => {
    assert.deepEqual(parse(markdown, tablesOf(markdown)), parse(markdown, gfmTable()));
  });
  t.notThrows(() => fc.assert(isSame, { seed: 18, numRuns: 300 }));
});
