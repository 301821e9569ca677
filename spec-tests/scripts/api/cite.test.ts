import test from "ava";
import type { Citation } from "../../../reference/layout/model.ts";
import { citationLink, resolveDraftLinks, resolveExportLinks, resolveSourceLinks } from "../../../scripts/api/cite.ts";

const links: [cite: Citation, text: string, href: string][] = [
  ["#error-frame", "", "draft:#error-frame"],
  ["RFC9113", "RFC 9113", "https://www.rfc-editor.org/rfc/rfc9113"],
  ["RFC9113, Section 4.1", "RFC 9113, Section 4.1", "https://www.rfc-editor.org/rfc/rfc9113#section-4.1"],
];

for (const [cite, text, href] of links) {
  test(`links ${cite}`, (t) => {
    t.deepEqual(citationLink(cite), { text, href });
  });
}

const draft = { path: "../draft/d.html", sections: new Map([["frames", "5"], ["ping-frame", "5.7"], ["states", "A.1"], ["history", ""]]) };

test("links the draft relative to the page", (t) => {
  const html = '<a href="draft:#frames">a</a> <a href="#frames">b</a> <a href="draft:">c</a>';
  const linked = (path: string): string => `<a href="${path}#frames">a</a> <a href="#frames">b</a> <a href="${path}">c</a>`;
  t.is(resolveDraftLinks(html, "index.html", draft), linked("../draft/d.html"));
  t.is(resolveDraftLinks(html, "types/Frame.html", draft), linked("../../draft/d.html"));
});

test("names the section in a link without a text", (t) => {
  const html = '<a href="draft:#ping-frame"></a>, <a href="draft:#states"></a>';
  const linked = '<a href="../draft/d.html#ping-frame">Section 5.7</a>, <a href="../draft/d.html#states">Appendix A.1</a>';
  t.is(resolveDraftLinks(html, "index.html", draft), linked);
});

for (const anchor of ["history", "nowhere"]) {
  test(`a link to a section without a number, #${anchor}, is a mistake`, (t) => {
    t.throws(() => resolveDraftLinks(`<a href="draft:#${anchor}"></a>`, "index.html", draft), {
      instanceOf: RangeError,
      message: `#${anchor}: the draft has no numbered section with this anchor`,
    });
  });
}

test("links source files, and keeps the text of a file without a page", (t) => {
  const html = '<a href="source:reference/index.ts#L3" rel="x">a</a> <a href="source:node_modules/lib.d.ts#L1">b</a>';
  const pageOf = (file: string): string | undefined => (file === "reference/index.ts" ? "source/reference/index.ts.html" : undefined);
  t.is(resolveSourceLinks(html, "types/Frame.html", pageOf), '<a href="../source/reference/index.ts.html#L3" rel="x">a</a> b');
});

test("links the page of an export relative to the page", (t) => {
  const html = '<a href="export:LocalError">a</a>';
  t.is(resolveExportLinks(html, "types/Frame.html", (name) => `classes/${name}.html`), '<a href="../classes/LocalError.html">a</a>');
});
