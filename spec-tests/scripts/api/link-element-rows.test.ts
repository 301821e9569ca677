import test from "ava";

import { linkElementRows } from "../../../scripts/api/link-element-rows.ts";

const pages = new Map([["frame", "../api/frame.html"]]);
const row = (id: string, cell: string): string => `<tr id="${id}">\n <td class="text-left">${cell}</td>\n <td>8</td></tr>`;

test("links the name in the row of a field to the page of its element", (t) => {
  t.is(linkElementRows(row("frame.length", "Length"), pages), row("frame.length", '<a href="../api/frame.html">Length</a>'));
  t.is(
    linkElementRows(row("frame.length", "<code>a</code>"), pages),
    row("frame.length", '<a href="../api/frame.html"><code>a</code></a>'),
  );
});

test("links the term of a list to the page of its element", (t) => {
  const term = (cell: string): string => `<dt id="frame.length">${cell}</dt>\n <dd>8</dd>`;
  t.is(linkElementRows(term("Length"), pages), term('<a href="../api/frame.html">Length</a>'));
});

test("links an element in a cell or a term, in which xml2rfc writes the anchor", (t) => {
  const term = (cell: string): string => `<dt id="section-5.2-2.1">\n<div id="frame.length">${cell}</div>\n</dt>\n <dd>8</dd>`;
  t.is(linkElementRows(term("Length"), pages), term('<a href="../api/frame.html">Length</a>'));
});

test("keeps other rows and cells with links, and changes nothing twice", (t) => {
  for (const html of [row("other.length", "Length"), row("frame", "Length"), row("frame.length", '<a href="#x">Length</a>')]) {
    t.is(linkElementRows(html, pages), html);
  }
  const once = linkElementRows(row("frame.length", "Length"), pages);
  t.is(linkElementRows(once, pages), once);
});
