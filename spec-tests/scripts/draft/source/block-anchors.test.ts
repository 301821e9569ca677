import test from "ava";
import { sectionDiagnostics, sectionXml } from "../setup.ts";

const cases: readonly (readonly [title: string, markdown: string, xml: string])[] = [
  [
    "a paragraph",
    'One {{p}}.{{^x}} {#p}\n\nSee {{"here" of p}}, [here](#p).',
    '<t anchor="p">One <xref target="p"/>.<iref item="x"/></t>\n<t>See <xref target="p" format="none">here</xref>, <xref target="p">here</xref>.</t>',
  ],
  ["a paragraph of several lines that ends with code", "One\n`two` {#p}", '<t anchor="p">One\n<tt>two</tt></t>'],
  ["a requirement", "You MUST.{R-001} {#p}", '<t anchor="p">You <bcp14>MUST</bcp14>. [R-001]</t>'],
  [
    "items, of one paragraph and of several",
    "- one {#a}\n- two {#b}\n\n  three {#c}",
    '<ul>\n<li anchor="a">one</li>\n<li anchor="b">\n<t>two</t>\n<t anchor="c">three</t>\n</li>\n</ul>',
  ],
  [
    "an item with a number, which links can print",
    "3. one\n4. two {#a}\n\nStep {{number of a}}.",
    '<ol spacing="compact" start="3">\n<li>one</li>\n<li anchor="a">two</li>\n</ol>\n<t>Step <xref target="a" format="counter"/>.</t>',
  ],
  ["a quotation", "> one {#a}", '<blockquote>\n<t anchor="a">one</t>\n</blockquote>'],
  [
    "terms and definitions",
    ":::dl\n*one* (1) {#a}\n: first {#b}\n\ntwo\n: second\n:::",
    '<dl>\n<dt anchor="a"><em>one</em> (1)</dt>\n<dd anchor="b">first</dd>\n<dt>two</dt>\n<dd>second</dd>\n</dl>',
  ],
  ["no anchor: escaped, and in code", "a \\{#b\\}\n\n`{#c}`", "<t>a {#b}</t>\n<t><tt>{#c}</tt></t>"],
];

for (const [title, markdown, xml] of cases) test(`gives an anchor to ${title}`, (t) => t.is(sectionXml(markdown), xml));

const attributes = "foreign-form: \"{#a}\" looks like attributes; expected";
const wrong: readonly (readonly [title: string, markdown: string, at: string])[] = [
  ["on a line of its own", "{#a}", "1:1"],
  ["on the last line of a paragraph", "one\n{#a}", "2:1"],
  ["on the last line of a quotation", "> one\n> {#a}", "2:3"],
  ["before the end of the text", "one {#a} two", "1:5"],
  ["in a cell", "| a |\n|---|\n| b {#a} |", "3:5"],
  ["in a footnote", "a [^b]\n\n[^b]: Long text. {#a}", "3:18"],
];

for (const [title, markdown, at] of wrong) {
  test(`refuses an anchor ${title}`, (t) => {
    const found = sectionDiagnostics(markdown);
    t.deepEqual(
      found.map((one) => one.slice(0, at.length + 1 + attributes.length)),
      [`${at} ${attributes}`],
    );
  });
}

test("reports an anchor that is taken or malformed", (t) => {
  t.deepEqual(sectionDiagnostics("one {#test}\n\n- two {#1}"), [
    '1:5 duplicate-anchor: anchor "test" is taken by Section 1 in line 18',
    "3:7 anchor: malformed anchor \"1\"; expected a letter, then letters, digits, '.', '_' and '-'",
  ]);
});
