import test from "ava";
import { handlers } from "../../../../scripts/draft/handlers/index.ts";
import { sectionXml, sectionDiagnostics } from "../setup.ts";

/** Files beside the draft. */
const texts: Readonly<Record<string, string>> = {
  "parts/a.c": "int a;\nint b;\n",
  "parts/a.svg": '<?xml version="1.0"?>\n<!-- x -->\n<svg viewBox="0 0 1 1" width="10" height="10"><path d="M0,0h1"/></svg>\n',
  "parts/bad.svg": '<?xml version="1.0"?>\n<svg width="1" height="1"></svg>',
};
const files = { path: "parts/a.md", read: (path: string) => texts[path] };

type Case = readonly [title: string, markdown: string, xml: string];

const cases: readonly Case[] = [
  ["`paragraph` to `t`", "One\ntwo.", "<t>One\ntwo.</t>"],
  ["`text` with special characters", "a < b & c > d", "<t>a &lt; b &amp; c &gt; d</t>"],
  ["`emphasis` to `em`", "*a*", "<t><em>a</em></t>"],
  ["`strong` to `strong`", "**a**", "<t><strong>a</strong></t>"],
  ["nested emphasis", "**a *b***", "<t><strong>a <em>b</em></strong></t>"],
  ["`inlineCode` to `tt`, braces kept", "`{{a}} MUST {R-001}`", "<t><tt>{{a}} MUST {R-001}</tt></t>"],
  ["`break` to `br`", "a\\\nb", "<t>a<br/>b</t>"],
  ["`link` to `eref`", "[a *b*](https://x.example/?a&b)", '<t><eref target="https://x.example/?a&amp;b">a b</eref></t>'],
  ["a bare `link` to `eref` in angle brackets", "<https://x.example/>", '<t><eref target="https://x.example/" brackets="angle"/></t>'],
  ["an address to `eref`", "<a@x.example>", '<t><eref target="mailto:a@x.example" brackets="angle"/></t>'],
  ["a `link` to an anchor to `xref`", "[*here*](#test)", '<t><xref target="test"><em>here</em></xref></t>'],
  ["`html` of sup and sub", "x<sup>2</sup><sub>*i*</sub>", "<t>x<sup>2</sup><sub><em>i</em></sub></t>"],
  ["`html` comments to nothing", "<!-- a\nb -->\n\nx <!-- y -->z", "<t>x z</t>"],
  ["a tight `list` to compact `ul`", "- a\n- b", '<ul spacing="compact">\n<li>a</li>\n<li>b</li>\n</ul>'],
  ["a loose `list` to `ul`", "- a\n\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"],
  ["an item of several blocks", "- a\n\n  b", "<ul>\n<li>\n<t>a</t>\n<t>b</t>\n</li>\n</ul>"],
  ["an ordered `list` that starts later", "3. a", '<ol spacing="compact" start="3">\n<li>a</li>\n</ol>'],
  ["nested lists", "1. a\n   - b", '<ol spacing="compact">\n<li>\n<t>a</t>\n<ul spacing="compact">\n<li>b</li>\n</ul>\n</li>\n</ol>'],
  ["`blockquote`, whose key words are not ours", "> You MUST.", "<blockquote>\n<t>You MUST.</t>\n</blockquote>"],
  [
    "`table` with alignment",
    "| a | b |\n|---|--:|\n| `c` | d |",
    '<table>\n<thead>\n<tr>\n<th>a</th>\n<th align="right">b</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td><tt>c</tt></td>\n<td align="right">d</td>\n</tr>\n</tbody>\n</table>',
  ],
  ["`code` to `sourcecode`", "```abnf\na = b\n```", '<sourcecode type="abnf"><![CDATA[a = b]]></sourcecode>'],
  ["`code` without a language", "```\na\n```", "<sourcecode><![CDATA[a]]></sourcecode>"],
  [
    "`code` with all its attributes to a figure",
    '```c {#f title="F" name="a.c" markers=true}\nx\n```',
    '<figure anchor="f">\n<name>F</name>\n<sourcecode type="c" name="a.c" markers="true"><![CDATA[x]]></sourcecode>\n</figure>',
  ],
  [
    "`code` of another file",
    "```c {src=a.c name=a.c markers}\n```",
    '<sourcecode type="c" name="a.c" markers="true"><![CDATA[int a;\nint b;]]></sourcecode>',
  ],
  [
    "`code` that is folded",
    `\`\`\`{fold}\nx\n${"y".repeat(70)}\n\`\`\``.replace("```{", "```txt {"),
    `<sourcecode type="txt"><![CDATA[=============== NOTE: '\\' line wrapping per RFC 8792 ================\n\nx\n${"y".repeat(68)}\\\nyy]]></sourcecode>`,
  ],
  [
    "`artwork` with a twin in SVG to a figure",
    "```artwork {svg=a.svg alt=Cross}\n+\n```",
    '<figure>\n<artset>\n<artwork type="svg" alt="Cross"><svg viewBox="0 0 1 1"><path d="M0,0h1"/></svg></artwork>\n<artwork type="ascii-art" alt="Cross"><![CDATA[+]]></artwork>\n</artset>\n</figure>',
  ],
  [
    "`linkReference` to `eref` and `xref`",
    "[a][X] [test] [y][]\n\n[x]: https://x.example/\n[test]: #test\n\n> [y]: mailto:a@x.example",
    '<t><eref target="https://x.example/">a</eref> <xref target="test">test</xref> <eref target="mailto:a@x.example">y</eref></t>\n<blockquote/>',
  ],
  ["the end of CDATA inside `code`", "```\n]]>\n```", "<sourcecode><![CDATA[]]]]><![CDATA[>]]></sourcecode>"],
  [
    "`artwork` to a figure",
    "```artwork {#f}\n++\n```",
    '<figure anchor="f">\n<artwork type="ascii-art"><![CDATA[++]]></artwork>\n</figure>',
  ],
];

for (const [title, markdown, xml] of cases) {
  test(`transforms ${title}`, (t) => t.is(sectionXml(markdown, files), xml));
}

const wrong: readonly Case[] = [
  [
    "an image",
    "![a](b.png)",
    "1:1 unsupported: an image has no counterpart in RFCXML; expected a fence ```artwork with the drawing in ASCII, and {svg=FILE.svg} for its SVG",
  ],
  [
    "a rule",
    "a\n\n***\n\nb",
    "3:1 unsupported: a rule across the page has no counterpart in RFCXML; expected a heading, <!-- --> between two lists, or nothing",
  ],
  [
    "a heading in a list",
    "- # A",
    "1:3 unsupported: a heading in a list, quotation or directive has no counterpart in RFCXML; expected it outside, or **text** in a paragraph",
  ],
  ["HTML with a form here", "a <b>c</b>", '1:3 html: HTML "<b>" is not supported; expected **...**'],
  [
    "a block of HTML",
    "<table>\n<tr><td>a</td></tr>\n</table>",
    '1:1 html: HTML "<table>" is not supported; expected a table of lines | a | b |, with |---|---| below the heading',
  ],
  [
    "an element of RFCXML",
    'by <contact fullname="A"/>',
    '1:4 html: HTML "<contact fullname="A"/>" is not supported; expected the name as text, and the person under contributor: in the front matter for ::contributors',
  ],
  [
    "an unknown tag",
    "a List<String>",
    '1:7 html: HTML "<String>" is not supported; expected code in backticks for what is meant as it stands, <sup>, <sub>, <u>, <br> or a comment <!-- ... -->',
  ],
  ["`sup` without its end", "a<sup>2", '1:2 html: HTML "<sup>" is not supported; expected </sup> in the same paragraph'],
  ["an end tag alone", "a</sup>", '1:2 html: HTML "</sup>" is not supported; expected <sup> before it in the same paragraph'],
  ["a relative link", "see [a](b.html)", '1:5 link: "b.html" is neither a URI nor an #anchor of this document'],
  ["an empty item", "- a\n-", "2:1 empty-item: list item is empty"],
  ["a ragged table", "| a | b |\n|---|---|\n| c |\n| d | e |", "3:1 ragged-table: row has 1 cells; expected 2 as in the heading"],
  ["a table with a cell too many", "| a |\n|---|\n| c | d |", "3:1 ragged-table: row has 2 cells; expected 1 as in the heading"],
  ["a table without rows", "| a |\n|---|", "1:1 empty-table: table has no rows below its heading"],
  ["a text with `src`", "```c {src=a.c}\nx\n```", '1:1 attribute: fence with src="a.c" has its own text too; expected one of them'],
  ["a missing file of `src`", "```c {src=no.c}\n```", "1:1 file: src: cannot read parts/no.c; expected a path relative to parts/a.md"],
  [
    "a missing SVG file",
    "```artwork {svg=no.svg}\n+\n```",
    "1:1 file: svg: cannot read parts/no.svg; expected a path relative to parts/a.md",
  ],
  [
    "a drawing in SVG with a mistake",
    "```artwork {svg=bad.svg}\n+\n```",
    '1:1 svg: parts/bad.svg:2:1: <svg> has no viewBox; expected viewBox="0 0 WIDTH HEIGHT", so that it scales',
  ],
  [
    "text that cannot be folded",
    `\`\`\`c {fold}\nx\\\n${"y".repeat(70)}\n\`\`\``,
    "2:1 fold: a line of folded text cannot end with a backslash; change its end",
  ],
  [
    "a label without definition",
    "[a][docs] [b][doc]\n\n[doc]: https://x.example/",
    '1:4 definition: [docs] is not defined; did you mean "doc"?',
  ],
  ["an unknown attribute of a fence", "```c {nam=x}\n```", '1:1 attribute: unknown attribute "nam" of fence "c"; did you mean "name"?'],
  [
    "a class of a fence",
    "```c {.wide}\nx\n```",
    '1:1 attribute: unknown attribute ".wide" of fence "c"; expected one of: id, title, name, src, markers, fold',
  ],
  [
    "a wrong attribute of a fence",
    "```c {markers=yes}\n```",
    '1:1 attribute: attribute "markers" of fence "c": expected true, false or nothing',
  ],
  [
    "attributes of a fence without braces",
    "```c name=x\n```",
    '1:1 attribute: expected attributes in braces after the language, found "name=x"',
  ],
  ["malformed attributes of a fence", '```c {name="x}\n```', '1:1 attribute: fence: expected #anchor, .class or key="value" at "name="x"'],
];

for (const [title, markdown, mistake] of wrong) {
  test(`reports ${title}`, (t) => t.deepEqual(sectionDiagnostics(markdown, files), [mistake]));
}

test("accepts a line of 69 columns in a fence and reports one of 70", (t) => {
  t.notThrows(() => sectionXml(`\`\`\`\n${"x".repeat(69)}\n\`\`\``));
  t.deepEqual(sectionDiagnostics(`\`\`\`\na\n${"x".repeat(70)}\n\`\`\``), [
    `3:70 wide-line: line is 70 columns wide; expected at most 69, or fold in the braces of the fence: "${"x".repeat(30)}..."`,
  ]);
});

test("this file has a case for every handler", (t) => {
  const headingsApart = [
    "blockquote",
    "break",
    "code",
    "containerDirective",
    "emphasis",
    "html",
    "inlineCode",
    "leafDirective",
    "link",
    "linkReference",
    "list",
    "listItem",
    "paragraph",
    "strong",
    "table",
    "text",
  ];
  t.deepEqual(Object.keys(handlers), headingsApart);
});
