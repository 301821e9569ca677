import test from "ava";
import type { Citation } from "../../../reference/layout/model.ts";
import { citationLink, resolveDraftLinks, resolveExportLinks } from "../../../scripts/api/cite.ts";

const links: [cite: Citation, text: string, href: string][] = [
  ["#error-frame", "Draft, error-frame", "draft:#error-frame"],
  ["RFC9113", "RFC 9113", "https://www.rfc-editor.org/rfc/rfc9113"],
  ["RFC9113, Section 4.1", "RFC 9113, Section 4.1", "https://www.rfc-editor.org/rfc/rfc9113#section-4.1"],
];

for (const [cite, text, href] of links) {
  test(`links ${cite}`, (t) => {
    t.deepEqual(citationLink(cite), { text, href });
  });
}

test("links the draft relative to the page", (t) => {
  const html = '<a href="draft:#frames">a</a> <a href="#frames">b</a>';
  t.is(resolveDraftLinks(html, "index.html", "../draft/d.html"), '<a href="../draft/d.html#frames">a</a> <a href="#frames">b</a>');
  t.is(resolveDraftLinks(html, "types/Frame.html", "../draft/d.html"), '<a href="../../draft/d.html#frames">a</a> <a href="#frames">b</a>');
});

test("links the page of an export relative to the page", (t) => {
  const html = '<a href="export:LocalError">a</a>';
  t.is(resolveExportLinks(html, "types/Frame.html", (name) => `classes/${name}.html`), '<a href="../classes/LocalError.html">a</a>');
});
