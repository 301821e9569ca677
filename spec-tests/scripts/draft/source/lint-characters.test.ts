import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test from "ava";
import { columnsOf } from "../../../../scripts/draft/source/characters.ts";
import { readText } from "../../../../scripts/draft/source/text-files.ts";
import { buildSection, sectionDiagnostics, sectionXml } from "../setup.ts";

const inProse = (shown: string, points: string): string =>
  `"${shown}" (${points}) in prose; expected ASCII, code, or <u>${shown}</u>, which also prints the code point`;

const wrong: readonly (readonly [title: string, markdown: string, found: readonly string[]])[] = [
  ["a letter outside ASCII in prose", "a\nb *x \u00e4*", [`2:6 character: ${inProse("\u00e4", "U+00E4")}`]],
  ["a run of characters once", "a \u6f22\u5b57 b", [`1:3 character: ${inProse("\u6f22\u5b57", "U+6F22 U+5B57")}`]],
  ["a character beyond the first plane once", "\u{1f600}", [`1:1 character: ${inProse("\u{1f600}", "U+1F600")}`]],
  ["a character reference where it stands", "a &amp; b\nc &auml;", [`2:3 character: ${inProse("\u00e4", "U+00E4")}`]],
  ["a letter in a heading", "a\n\n# \u00dcber\n\nb", [`3:3 character: ${inProse("\u00dc", "U+00DC")}`]],
  ["a letter in an attribute", '```c {title="\u00fc"}\na\n```', ['1:1 character: "\u00fc" (U+00FC) in an attribute; expected ASCII']],
  ["a control character", "a\u0007b", ["1:2 character: control character U+0007; expected spaces and line feeds only"]],
  ["a tab", "```\n\ta\n```", ["2:1 character: control character U+0009; expected spaces and line feeds only"]],
  [
    "a character that changes the order of others, in code",
    "`a\u202eb`",
    ["1:3 character: invisible character U+202E; expected none, or its number in ASCII"],
  ],
  [
    "octets that are not UTF-8",
    "`\ufffd`",
    ["1:2 character: character U+FFFD stands for octets that are not UTF-8; expected a file in UTF-8"],
  ],
  [
    "carriage returns as ends of lines once",
    "a\rb\rc",
    ["1:2 character: control character U+000D alone ends a line; expected line feeds, or CR LF"],
  ],
];

for (const [title, markdown, found] of wrong) test(`reports ${title}`, (t) => t.deepEqual(sectionDiagnostics(markdown), found));

test("reports 20 characters of a binary file, and the number of the others", (t) => {
  const found = sectionDiagnostics("\u0001".repeat(50));
  t.is(found.length, 21);
  t.is(found[20], "1:21 character: and 30 more characters like these");
});

test("reports a character of a data file in the output, since the Markdown has none", (t) => {
  t.deepEqual(sectionDiagnostics("a\n{{$facts.name}}", { data: { facts: { name: "\u00c5ke" } } }), [
    '2:1 character: "\u00c5" (U+00C5) in the output "\u00c5ke"; expected ASCII',
  ]);
});

test("keeps characters of any script in code, figures and <u>, and those that keep words together in prose", (t) => {
  t.is(sectionXml("`\u00fc` <u>\u00fc</u>"), "<t><tt>\u00fc</tt> <u>\u00fc</u></t>");
  t.is(sectionXml("```c\n\u00fc\n```"), '<sourcecode type="c"><![CDATA[\u00fc]]></sourcecode>');
  t.is(sectionXml("a&nbsp;b&#x2011;c\u2060d"), "<t>a\u00a0b\u2011c\u2060d</t>");
  t.is(sectionXml("<!-- \u00fc -->\n\na"), "<t>a</t>");
});

test("prints typographic punctuation of prose in ASCII, but not that of code", (t) => {
  t.is(sectionXml("\u201ca\u201d \u2018b\u2019 \u2013 \u2014 c\u2026 `\u201c`"), "<t>\"a\" 'b' - -- c... <tt>\u201c</tt></t>");
  t.true(sectionXml('```c {#f title="\u201ca\u201d"}\na\n```').includes('<name>"a"</name>'));
  t.is(sectionXml("\u201cMUST\u201d"), '<t>"MUST"</t>');
});

const unicode: readonly (readonly [title: string, markdown: string, mistake: string])[] = [
  [
    "`format` without the number",
    '<u format="char">\u00fc</u>',
    '1:1 html: format="char" of <u>: expected one to three of lit, name, num, char and ascii, joined by "-", with num among them',
  ],
  [
    "`format` with ascii, but no ASCII",
    '<u format="num-ascii">\u00fc</u>',
    '1:1 html: format="num-ascii" of <u>: expected ascii="..." too',
  ],
  ["an unknown attribute", '<u id="a">\u00fc</u>', '1:1 html: unknown attribute "id" of <u>; expected format or ascii'],
  ["markup in it", "<u>*a*</u>", "1:1 html: <u> holds characters alone; expected <u>...</u>"],
];

for (const [title, markdown, mistake] of unicode) {
  test(`reports <u> with ${title}`, (t) => t.deepEqual(sectionDiagnostics(markdown), [mistake]));
}

test("prints <u> with its format, also in a cell", (t) => {
  t.is(
    sectionXml('<u format="{char} is {num}" ascii="ue">\u00fc</u>'),
    '<t><u format="{char} is {num}" ascii="ue">\u00fc</u></t>',
  );
  t.true(sectionXml("| a |\n|---|\n| <u>\u00fc</u><br>b |").includes("<td><u>\u00fc</u><br/>b</td>"));
});

test("counts the columns of wide and combining characters", (t) => {
  t.deepEqual(["abc", "\u6f22", "e\u0301", "\u2500\u2510"].map(columnsOf), [3, 2, 1, 2]);
  t.deepEqual(sectionDiagnostics(`\`\`\`\n${"\u6f22".repeat(35)}\n\`\`\``), [
    `2:70 wide-line: line is 70 columns wide; expected at most 69, or fold in the braces of the fence: "${"\u6f22".repeat(30)}..."`,
  ]);
});

test("reads a file with a byte order mark and CR LF as text", (t) => {
  const directory = mkdtempSync(join(tmpdir(), "text-"));
  t.teardown(() => rmSync(directory, { recursive: true }));
  const path = join(directory, "a.md");
  writeFileSync(path, "\ufeffa\r\nb\rc\r\n");
  t.is(readText(path), "a\nb\rc\n");
});

test("a character in the text of a file of `src` is reported with its place in the file", (t) => {
  const { messages, head } = buildSection("```c {src=a.c}\n```", { read: () => "a\nb\u200eb\n" });
  t.deepEqual(
    messages.filter(({ rule }) => rule === "character").map(({ line, reason }) => `${line - head}: ${reason}`),
    ["1: a.c:2:2: invisible character U+200E; expected none, or its number in ASCII"],
  );
});
