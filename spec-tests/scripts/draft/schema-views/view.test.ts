import test from "ava";
import { sectionXml, sectionDiagnostics, buildSection, buildWhole } from "../setup.ts";

test("shows a figure as an artset of a scalable drawing and ASCII", (t) => {
  t.is(
    sectionXml("::picture{of=box #fig}"),
    '<figure anchor="fig">\n<name>Box</name>\n<artset>\n<artwork type="svg"><svg xmlns="http://www.w3.org/2000/svg" version="1.2" baseProfile="tiny" viewBox="0 0 1 1"/></artwork>\n<artwork type="ascii-art"><![CDATA[+-+]]></artwork>\n</artset>\n</figure>',
  );
});

test("shows a table with citations as references and links, and key words marked", (t) => {
  const xml = sectionXml('::rows{of=colour #tab title="Paint"}');
  t.true(
    xml.startsWith('<table anchor="tab">\n<name>Paint</name>\n<thead>\n<tr>\n<th align="left">A</th>\n<th align="right">B</th>\n</tr>'),
  );
  t.true(xml.includes('<td align="left"><iref item="x MUSTy" subitem="Paint"/>x <bcp14>MUST</bcp14><tt>y</tt></td>'));
  t.true(
    xml.includes(
      '<td align="right"><xref target="test"/><xref target="RFC9000" section="2" sectionFormat="comma"/><xref target="RFC9000"/></td>',
    ),
  );
});

test("shows several elements together if the view supports it", (t) => {
  t.is(sectionXml('::rows{of="box colour"}'), '<sourcecode type="txt"><![CDATA[box\ncolour]]></sourcecode>');
});

test("shows definitions", (t) => t.is(sectionXml("::words{of=box}"), "<dl>\n<dt><tt>t</tt></dt>\n<dd>d</dd>\n</dl>"));

test("a citation in a view counts", (t) => {
  const { xml, messages } = buildSection("::rows{of=colour}");
  t.deepEqual(messages, []);
  t.true(xml.includes('<reference anchor="RFC9000"'));
});

type Case = readonly [title: string, markdown: string, mistake: string];
const wrong: readonly Case[] = [
  [
    "an element that does not exist and proposes one",
    "x\n\n::picture{of=bux}",
    '3:1 element: unknown schema element "bux"; did you mean "box"?',
  ],
  ["an element of another kind", "::picture{of=colour}", '1:1 element: ::picture shows struct, but "colour" is a registry [colour]'],
  ["no element", "::picture", "1:1 element: ::picture without an element; expected of=..."],
  [
    "an option that the view has not, with a proposal",
    "::picture{of=box bit=3}",
    '1:1 attribute: unknown attribute "bit" of "picture"; did you mean "bits"?',
  ],
  ["an error of the view, with the element", "::wrong{of=box}", "1:1 view: cannot be shown [box]"],
  ["several elements for a view of one", '::picture{of="box box"}', "1:1 view: this view shows one element at a time [box]"],
  [
    "a wide figure, with the element",
    "::wide{of=box}",
    `1:70 wide-line: line is 70 columns wide; expected at most 69: "${"x".repeat(30)}..." [box]`,
  ],
  [
    "invisible characters of a schema, with the element",
    "::wide{of=box}",
    "1:1 character: invisible character U+202E; expected none, or its number in ASCII [box]",
  ],
];

for (const [title, markdown, mistake] of wrong) {
  test(`reports ${title}`, (t) => t.true(sectionDiagnostics(markdown).includes(mistake), sectionDiagnostics(markdown).join("\n")));
}

test("reports a view that repeats element and options, and no other repetition", (t) => {
  const { head } = buildSection("");
  t.deepEqual(
    sectionDiagnostics("::picture{of=box bits=8 case=x #a}\n\n::picture{of=box}\n\n::words{of=box}\n\n::picture{#b case=x bits=8 of=box}"),
    [`7:1 shown-twice: ::picture of "box" is already shown in line ${head + 1} [box]`],
  );
});

test("reports an element that is not shown, with the views for it", (t) => {
  const { messages } = buildSection("::picture{of=box}", { unshown: [] });
  const found = messages.find(({ rule }) => rule === "not-shown");
  t.deepEqual(found, {
    file: "a.md",
    line: 11,
    column: 1,
    rule: "not-shown",
    reason: 'the schema element "colour" is not shown; expected ::rows{of=colour}, or its id under unshown: in the front matter',
    element: "colour",
  });
});

test("reports unknown and needless names under unshown:", (t) => {
  const { messages } = buildSection("::picture{of=box}", { unshown: ["box", "colour", "color"] });
  t.deepEqual(messages.filter(({ rule }) => rule === "unshown").map(({ line, reason }) => `${line} ${reason}`), [
    '12 unshown: "box" is shown; remove it from the list',
    '12 unshown: unknown schema element "color"; did you mean "colour"?',
  ]);
});

test("reports an unknown anchor of the schema, with the element", (t) => {
  const { messages } = buildWhole("# Abstract\n\nx\n\n# Other\n\n::rows{of=colour}", {
    references: { path: "r", text: "RFC9000: {title: QUIC}" },
  });
  t.deepEqual(messages.map(({ rule, reason, element }) => [rule, reason, element]), [
    ["cross-reference", 'unknown anchor "test"; expected one of: other, RFC9000', "colour"],
  ]);
});
