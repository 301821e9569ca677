import test from "ava";

import { codeSpans, html, Html } from "../../../scripts/common/html.ts";

test("values are escaped, HTML and lists of it stay", (t) => {
  const items = ["<a>", 2].map((each) => html`<li>${each}</li>`);
  t.is(html`<ul title="${'"&'}">${items}${false}${undefined}${0}</ul>`.text, '<ul title="&quot;&amp;"><li>&lt;a&gt;</li><li>2</li>0</ul>');
  t.is(String(new Html("<b>")), "<b>");
});

test("text between backquotes is code", (t) => {
  t.is(codeSpans("set `a<b` to `1`.").text, "set <code>a&lt;b</code> to <code>1</code>.");
  t.is(codeSpans("a ` alone").text, "a ` alone");
});
