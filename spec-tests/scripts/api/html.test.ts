import test from "ava";
import { blockHtml, cellHtml, htmlTable } from "../../../scripts/api/html.ts";
import { escapeMarkup } from "../../../scripts/common/markup.ts";

test("escapes markup characters", (t) => {
  t.is(escapeMarkup('a < b & "c" > d'), "a &lt; b &amp; &quot;c&quot; &gt; d");
});

test("writes the pieces of a cell one after the other", (t) => {
  t.is(
    cellHtml([{ text: "See " }, { code: "a<b" }, { text: ", " }, { cite: "RFC9651" }]),
    'See <code>a&lt;b</code>, <a href="https://www.rfc-editor.org/rfc/rfc9651">RFC 9651</a>',
  );
});

test("writes a table on one line, so that Markdown reads it as one block", (t) => {
  t.is(
    htmlTable(["A", "B"], [["1", "2"]]),
    '<table class="schema"><thead><tr><th>A</th><th>B</th></tr></thead><tbody><tr><td>1</td><td data-column="B">2</td></tr></tbody></table>',
  );
});

test("writes a drawing in the colour of the text", (t) => {
  const svg = '<svg>\n<path stroke="black" fill="none"/><text fill="black">a</text>\n</svg>';
  t.is(
    blockHtml({ kind: "figure", title: "T", ascii: "+", svg }),
    '<figure class="drawing"><svg>\n<path stroke="currentColor" fill="none"/><text fill="currentColor">a</text>\n</svg></figure>',
  );
});

test("writes a drawing without SVG unchanged", (t) => {
  t.is(blockHtml({ kind: "figure", title: "T", ascii: "+-+\n| |\n+-+" }), "```text\n+-+\n| |\n+-+\n```");
});

test("titles a table", (t) => {
  const html = blockHtml({ kind: "table", title: "T & U", columns: [{ title: "A", align: "left" }], rows: [[[{ text: "x" }]]] });
  t.true(html.startsWith("<h4>T &amp; U</h4><table"));
  t.false(html.includes("\n"));
});

test("writes a list of terms", (t) => {
  t.is(
    blockHtml({ kind: "definitions", items: [{ term: [{ text: "a" }], text: [{ text: "b" }] }] }),
    "<dl><dt>a</dt><dd>b</dd></dl>",
  );
});
