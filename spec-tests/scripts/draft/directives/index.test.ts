import test from "ava";
import { sectionXml, sectionDiagnostics, buildSection, buildWhole } from "../setup.ts";

type Case = readonly [title: string, markdown: string, xml: string];

const cases: readonly Case[] = [
  ["`aside`", ":::aside{#a}\nx\n:::", '<aside anchor="a">\n<t>x</t>\n</aside>'],
  [
    "`ol` with a type",
    ":::ol{type=a group=g #l}\n1. x\n2. y\n:::",
    '<ol spacing="compact" anchor="l" type="a" group="g">\n<li>x</li>\n<li>y</li>\n</ol>',
  ],
  ["`ol` with text around the number", ':::ol{type="Step %d:"}\n1. x\n:::', '<ol spacing="compact" type="Step %d:">\n<li>x</li>\n</ol>'],
  ["`ol` that starts later", ":::ol{type=a start=3}\n1. x\n:::", '<ol spacing="compact" start="3" type="a">\n<li>x</li>\n</ol>'],
  ["`ul` without symbols", ":::ul{empty}\n- x\n:::", '<ul spacing="compact" empty="true">\n<li>x</li>\n</ul>'],
  ["`ul` without indentation", ":::ul{bare spacing=normal}\n- x\n:::", '<ul spacing="normal" empty="true" bare="true">\n<li>x</li>\n</ul>'],
  ["`iref`", '::iref{item="a" subitem="b" primary=true}\n\nx', '<iref item="a" subitem="b" primary="true"/>\n<t>x</t>'],
  [
    "`table` with anchor and title",
    ':::table{#t title="T"}\n| a |\n|---|\n| b |\n:::',
    '<table anchor="t">\n<name>T</name>\n<thead>\n<tr>\n<th>a</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>b</td>\n</tr>\n</tbody>\n</table>',
  ],
  [
    "`dl` of terms with code and further blocks",
    ":::dl{newline #d}\nOne `1`\n: first\n  line\n\nTwo\n: second\n\n- more\n:::",
    '<dl anchor="d" newline="true">\n<dt>One <tt>1</tt></dt>\n<dd>first\nline</dd>\n<dt>Two</dt>\n<dd>\n<t>second</t>\n<ul spacing="compact">\n<li>more</li>\n</ul>\n</dd>\n</dl>',
  ],
];

for (const [title, markdown, xml] of cases) {
  test(`transforms ${title}`, (t) => t.is(sectionXml(markdown), xml));
}

test("writes the paragraph on key words with its two references, both normative", (t) => {
  const { xml, messages } = buildSection("::bcp14");
  t.deepEqual(messages, []);
  t.true(xml.includes('<t>The key words "<bcp14>MUST</bcp14>", "<bcp14>MUST NOT</bcp14>", '));
  t.true(
    xml.includes(
      'and "<bcp14>OPTIONAL</bcp14>" in this document are to be interpreted as described in BCP 14 <xref target="RFC2119"/> <xref target="RFC8174"/> when',
    ),
  );
  t.regex(xml, /<references anchor="normative-references">[^]*RFC2119[^]*RFC8174/);
});

test("moves notes after the abstract, without its text", (t) => {
  const { xml, messages } = buildWhole(":::note[One *a*]\nx\n:::\n\n# Abstract\n\ny\n\n:::note[Two]{remove}\nz\n:::\n\n# S\n\nt");
  t.deepEqual(messages, []);
  t.true(
    xml.includes(
      '<abstract>\n<t>y</t>\n</abstract>\n<note>\n<name>One <em>a</em></name>\n<t>x</t>\n</note>\n<note removeInRFC="true">\n<name>Two</name>\n<t>z</t>\n</note>\n</front>',
    ),
  );
});

const wrong: readonly Case[] = [
  ["an unknown directive and proposes one", "::tabel{x=1}", '1:1 directive: unknown directive "tabel"; did you mean "table"?'],
  ["a container written as a leaf", "::aside", '1:1 directive: directive "aside" must be written :::aside'],
  ["a leaf written as a container", ":::bcp14\nx\n:::", '1:1 directive: directive "bcp14" must be written ::bcp14'],
  ["a view written as a container", ":::picture\nx\n:::", '1:1 directive: directive "picture" must be written ::picture'],
  ["an unknown attribute", ":::aside{titel=x}\ny\n:::", '1:1 attribute: unknown attribute "titel" of "aside"; expected one of: id'],
  [
    "a value that an attribute cannot have",
    ":::dl{indent=x}\na\n: b\n:::",
    '1:1 attribute: attribute "indent" of "dl": expected a number of columns, found "x"',
  ],
  [
    "an unknown number style",
    ":::ol{type=x}\n1. y\n:::",
    '1:1 attribute: attribute "type" of "ol": expected 1, a, A, i, I, or text with %d and the like, such as "Step %d:", found "x"',
  ],
  ["a start that is not a number", ":::ol{start=c}\n1. y\n:::", '1:1 attribute: attribute "start" of "ol": expected a number, found "c"'],
  [
    "`contributors` without any",
    "::contributors",
    "1:1 contributors: the front matter has no contributors; expected contributor: with a list, in the form of author:",
  ],
  ["`iref` without an item", "::iref", '1:1 attribute: attribute "item" of "iref": is missing; expected a string'],
  ["`ol` around something else", ":::ol\n- x\n:::", "1:1 directive: :::ol holds one ordered list and no other block"],
  ["`ul` around two blocks", ":::ul\n- x\n\ny\n:::", "1:1 directive: :::ul holds one unordered list and no other block"],
  ["`table` around something else", ":::table\nx\n:::", "1:1 directive: :::table holds one table and no other block"],
  ["`dl` without a definition", ":::dl\n- x\n:::", '2:1 definition-list: expected a term, and on the next line ": " and its definition'],
  ["a note in a section", ":::note[A]\nx\n:::", "1:1 note: a note is allowed only before the first section; expected :::aside here"],
  [
    "`backmatter` in another block",
    ":::aside\n::backmatter\n:::",
    "2:1 backmatter: ::backmatter stands inside another block; expected it between two sections",
  ],
];

for (const [title, markdown, mistake] of wrong) {
  test(`reports ${title}`, (t) => t.is(sectionDiagnostics(markdown)[0], mistake));
}

test("finds the column of a mark in a definition", (t) => {
  t.is(sectionDiagnostics(":::dl\na {{no}}\n: b {{no}}\n  {{no}}\n:::").map((one) => one.split(" ")[0]).join(" "), "2:3 3:5 4:3");
});

test("reports a note without a title", (t) => {
  const { messages } = buildWhole(":::note\nx\n:::\n\n# Abstract\n\ny\n\n# S\n\nt");
  t.deepEqual(messages.map(({ reason }) => reason), ["note without a title; expected :::note[Title]"]);
});
