import test from "ava";

import { headingAnchor, markdownHtml, markdownSections } from "../../../scripts/site/markdown.ts";

const text = "# First\n\nWords.\n\n## Second: of `a`\n\n```\n# no heading\n```\n\n### Third\n\nmore\n\n## Fourth\n";

test("sections have their text with deeper sections, and marks in code blocks are no headings", (t) => {
  t.deepEqual(
    markdownSections(text).map(({ title, level }) => [title, level]),
    [
      ["First", 1],
      ["Second: of a", 2],
      ["Third", 3],
      ["Fourth", 2],
    ],
  );
  t.is(markdownSections(text)[1]?.body, "\n```\n# no heading\n```\n\n### Third\n\nmore\n");
});

test("headings have anchors of their first words", (t) => {
  t.is(headingAnchor("Running them: the adapter"), "running-them");
  t.true(markdownHtml("### `session`: one endpoint").text.includes('<h3 id="session"><code>session</code>: one endpoint</h3>'));
});

test("tables scroll in their own element, and HTML is escaped", (t) => {
  const { text: markup } = markdownHtml("| a |\n|---|\n| <script> |\n");
  t.true(markup.startsWith('<div class="table" tabindex="0"><table>'));
  t.true(markup.includes("<td>&lt;script&gt;</td>"));
});

test("options of a command stay on one line, outside of blocks", (t) => {
  t.is(markdownHtml("`run --out-file FILE`").text, '<p><code>run <span class="option">--out-file</span> FILE</code></p>');
  t.is(markdownHtml("    run --out FILE").text, '<pre tabindex="0"><code>run --out FILE\n</code></pre>');
});
