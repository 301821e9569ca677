import test from "ava";

import { addRequirementAnchors, addStyle, finishHtml, fixLinks, limitDrawings } from "../../../../scripts/draft/xml2rfc/finish-html.ts";

test("each requirement is a target of links, once", (t) => {
  t.is(
    addRequirementAnchors("Do. [R-017] As [R-017] says. [R-18]"),
    'Do. <a class="requirement" id="R-017" href="#R-017">[R-017]</a> As [R-017] says. [R-18]',
  );
});

test("the link to the XML is relative to the page, and no style sheet is missing", (t) => {
  const links = '<link href="build/draft/a-00.xml" rel="alternate" type="application/rfc+xml">\n<link href="#copyright" rel="license">\n';
  t.is(
    fixLinks(`${links}<link href="rfc-local.css" rel="stylesheet" type="text/css">\n<p>`, "a-00.xml"),
    '<link href="a-00.xml" rel="alternate" type="application/rfc+xml">\n<link href="#copyright" rel="license">\n<p>',
  );
});

test("what is wider than the page scrolls in a box of its own", (t) => {
  const [before, style, after] = addStyle("<head><title>T</title></head><body></head></body>").split(/<style>|<\/style>\n/);
  t.is(before, "<head><title>T</title>");
  t.regex(style ?? "", /table:not\(\.ears\) \{[^}]*display: block[^}]*overflow-x: auto/);
  t.regex(style ?? "", /pre[^}]*overflow-x: auto/);
  t.regex(style ?? "", /first-child \{ position: sticky; left: 0; \}/, "the first column of a table stays");
  t.is(after, "</head><body></head></body>");
});

test("a small drawing is not stretched to the width of the page", (t) => {
  t.is(
    limitDrawings('<svg xmlns="x" viewBox="0 0 200 90"><svg class="a">'),
    '<svg style="max-width: 220px" xmlns="x" viewBox="0 0 200 90"><svg class="a">',
  );
});

test("a page gets all of it", (t) => {
  const html = finishHtml('<head><link href="x/a.xml" rel="alternate" type="application/rfc+xml"></head><p>Do. [R-001]', "a.xml");
  t.regex(html, /href="a\.xml"[^]*<style>[^]*id="R-001"/);
});
