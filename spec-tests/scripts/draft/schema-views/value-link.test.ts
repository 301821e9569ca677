import test from "ava";
import type { View } from "../../../../scripts/generate/blocks.ts";
import { sectionXml, sectionDiagnostics, buildSection, views } from "../setup.ts";

test("links the name of a field to its row, before or after it", (t) => {
  const xml = sectionXml("The {{=box.lid}}.\n\n::rows{of=box}\n\nAgain {{=box.lid.title}}.");
  t.true(xml.startsWith('<t>The <xref target="box.lid" format="none">Lid</xref>.</t>'), xml);
  t.true(xml.endsWith('<t>Again <xref target="box.lid" format="none">Lid</xref>.</t>'), xml);
  t.true(xml.includes('<tbody>\n<tr anchor="box.lid">\n'), xml);
});

test("links a name without a row to the section that the schema cites", (t) => {
  t.is(
    sectionXml("{{=colour.red}} {{=colour.red.name}}"),
    '<t><xref target="test" format="none"><tt>red</tt></xref> <xref target="test" format="none"><tt>red</tt></xref></t>',
  );
});

const bare: readonly (readonly [title: string, markdown: string, xml: string])[] = [
  ["in a link", "[a {{=colour.red}}](#test)", '<t><xref target="test">a <tt>red</tt></xref></t>'],
  ["in a quotation", "> {{=box.lid}}", "<blockquote>\n<t>Lid</t>\n</blockquote>"],
  ["that is a number or words", "{{=colour.red.code}} {{=colour.red.meaning}} {{=box.lid.size}}", "<t>7 The colour red. 8 bits</t>"],
  ["of a whole element", "{{=box}}", "<t>Box</t>"],
];

for (const [title, markdown, xml] of bare) {
  test(`leaves alone a value ${title}`, (t) => t.is(sectionXml(markdown), xml));
}

test("gives anchors only to the rows of the first table of an element", (t) => {
  const xml = sectionXml("::rows{of=box}\n\n::more{of=box}", { views: { ...views, more: views["rows"] as View } });
  t.is([...xml.matchAll(/<tr anchor="box\.lid">/g)].length, 1);
});

test("a requirement has the name without its link", (t) => {
  t.deepEqual(buildSection("The {{=box.lid}} MUST be.{R-001}").requirements.map(({ text }) => text), ["The Lid MUST be."]);
});

test("reports a written link to a row, which has no text of its own", (t) => {
  t.is(sectionDiagnostics("{{box.lid}}\n\n::rows{of=box}")[0], '1:1 cross-reference: unknown anchor "box.lid"; expected {{=box.lid}}');
});
