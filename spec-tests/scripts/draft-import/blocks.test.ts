import test from "ava";
import { importMiddle } from "./setup.ts";

/** Blocks of kramdown and of the draft, by what they are. */
const forms: Readonly<Record<string, readonly [kramdown: string, draft: string]>> = {
  "the attributes of a heading": [
    '## Two {#two}\n{:numbered="false" toc="exclude"}\n\n## Three\n{:removeinrfc}\n\nText.',
    "## Two {#two .unnumbered .notoc}\n\n## Three {.remove}\n\nText.",
  ],
  "an underlined heading": ["Two\n-----\n\nText.", "## Two\n\nText."],
  "the anchor that kramdown makes of a title, if something links to it": [
    "## A Client's View\n\nSee {{a-clients-view}}.",
    "## A Client's View {#a-clients-view}\n\nSee {{a-clients-view}}.",
  ],
  "the anchor of a repeated title": ["## A\n\n## A\n\nSee {{a-1}}.", "## A\n\n## A {#a-1}\n\nSee {{a-1}}."],
  "an anchor that the build makes itself": ["## A {#table-of}\n\nSee {{table-of}}.", "## A {#_table-of}\n\nSee {{_table-of}}."],
  "anchors of paragraphs, if something links to them": ["a\nb\n{:#x}\n\nc\n{:#y}\n\n{{x}}", "a\nb {#x}\n\nc\n\n{{x}}"],
  "braces that kramdown prints as text": ["a {#x}\n\nb\n{:#1}\n\n{{1}}", "a \\{#x\\}\n\nb {#_1}\n\n{{_1}}"],
  "anchors of items and definitions": [
    "* {:#x} a\n\n  b\n* c\n\nd\n: {:#y} e\n\n{{x}} {{y}}",
    "* a {#x}\n\n  b\n\n* c\n\n:::dl\nd\n: e {#y}\n:::\n\n{{x}} {{y}}",
  ],
  "a list with blank lines between its items": ["* a\n  b\n* c", "* a\n  b\n\n* c"],
  "a compact list": ["* a\n* b\n{:compact}", "* a\n* b"],
  "lines that continue an item without indentation": ["1. a\nb\n2. c", "1. a\n   b\n\n2. c"],
  "a list in a list": ["* a\n  1. b\n\n     c\n* d", "* a\n\n  1. b\n\n     c\n\n* d"],
  "two lists with an end mark between them": ["* a\n\n^\n\n* b", "* a\n\n<!-- -->\n\n* b"],
  "the numbers of a list": ['{: type="a" start="3"}\n1. a\n2. b', ":::ol{type=a start=3}\n1. a\n\n2. b\n:::"],
  "a list of an old style": ['{: style="format R%d"}\n1. a', ':::ol{type="R%d"}\n1. a\n:::'],
  "a list without symbols": ["{:empty}\n* a", ":::ul{empty}\n* a\n:::"],
  definitions: ["a\n: b\nc\n\n  d\n\ne\n: f\n: g\n{:newline}", ":::dl{newline}\na\n: b\n  c\n\nd\n\ne\n: f\n\ng\n:::"],
  "a list as a definition": ["a\n: * b", ":::dl\na\n: &#8203;\n\n* b\n:::"],
  "a list of definitions in an item": ["* a\n\n  b\n  : c", "* a\n\n  :::dl\n  b\n  : c\n  :::"],
  "a fence with a caption": ['~~~ abnf\na = "b"\n~~~\n{: #x title="A Figure"}', '```abnf {#x title="A Figure"}\na = "b"\n```'],
  "a fence without type": ["~~~\na\n~~~", "```\na\n```"],
  "a fence without type, with a caption": ['~~~\na\n~~~\n{: title="A"}', "```artwork {title=A}\na\n```"],
  "a type that means something else in a draft": ["~~~ example\na\n~~~", "```\na\n```"],
  "the name of a file and the marks of code": [
    '~~~ abnf\na\n~~~\n{: sourcecode-name="x.abnf" sourcecode-markers="true"}',
    "```abnf {name=x.abnf markers}\na\n```",
  ],
  "a drawing": ['~~~ aasvg\n->\n~~~\n{: #x artwork-alt="An arrow"}', '```aasvg {#x alt="An arrow"}\n->\n```'],
  "a fence in a fence": ["~~~~\n~~~\n```\n~~~\n~~~~", "````\n~~~\n```\n~~~\n````"],
  "code by indentation": ["    a\n\n      b\n\nText.", "```\na\n\n  b\n```\n\nText."],
  "a table with rules around it": [
    '|---|---|\n| a | b |\n|--:+:-:|\n| c | `d|e` |\n|===+===|\n{: #t title="A Table"}',
    ':::table{#t title="A Table"}\n| a | b |\n|---:|:---:|\n| c | `d\\|e` |\n:::',
  ],
  "a table with too few cells": ["a | b\n--|--\nc |", "| a | b |\n|---|---|\n| c |  |"],
  "an aside": ["> By the way.\n{:aside}", ":::aside\nBy the way.\n:::"],
  "an aside around a list of definitions": ["{:aside}\n> a\n> : b", "::::aside\n:::dl\na\n: b\n:::\n::::"],
  "a quotation": ["> a\nb\n>\n> c", "> a\n> b\n>\n> c"],
  comments: ["{::comment}\na -- b\n{:/comment}\n\n<!-- c -->", "<!--\na - - b\n-->\n\n<!-- c -->"],
  "the paragraph on key words": ["{::boilerplate bcp14-tagged}", "::bcp14"],
  "names of attributes": ['{:mine: title="A"}\n\n~~~ c\na\n~~~\n{:mine}', "```c {title=A}\na\n```"],
  "lines of text that begin like blocks": ["a\n- b\n# c\n2. d\n| e", "a\n\\- b\n\\# c\n2\\. d\n\\| e"],
};

for (const [what, [kramdown, draft]] of Object.entries(forms)) {
  test(`a block is carried over: ${what}`, (t) => {
    const { body, messages } = importMiddle(kramdown);
    t.is(body, draft);
    t.deepEqual(messages, []);
  });
}

/** Blocks without a counterpart, and the messages. */
const lost: Readonly<Record<string, readonly [kramdown: string, draft: string, ...messages: string[]]>> = {
  "a table without a heading": [
    "|---|\n| a |\n| b |",
    "| a |\n|---|\n| b |",
    "1: the table has no heading; its first row is taken for it [table]",
  ],
  "a formula": [
    "$$\na^2\n$$",
    "```\na^2\n```",
    "1: the formula is carried over as TeX in a drawing; expected characters as they are to be printed [formula]",
  ],
  XML: [
    "<ol><li>a</li></ol>\n\n<t>b\nc</t>",
    "```xml\n<ol><li>a</li></ol>\n```\n\nb\nc",
    '1: XML is shown as code, since it has no counterpart: "<ol><li>a</li></ol>"; expected a form of the draft [xml]',
  ],
  "a horizontal rule": ["a\n\n* * *\n\nb", "a\n\nb", "3: the horizontal rule is left out: it has no counterpart [rule]"],
  "an anchor of a quotation with a link to it": [
    "> a\n{:#x}\n\n{{x}}",
    "> a\n\n{{x}}",
    '1: the anchor "x" of a quotation is left out, and the draft links to it; expected an anchor at a heading or a text [anchor]',
  ],
  "unknown attributes": ['a\n{:lang="en"}', "a", '1: "lang" of a paragraph is left out: it has no counterpart [attributes]'],
  "an option": [
    '{::options a="b" /}\n\nc',
    "c",
    '1: {::options a="b"} has no counterpart and is left out; check what it would have changed [extension]',
  ],
  "a drawing of another program": [
    "~~~ ditaa\na\n~~~",
    "```artwork\na\n```",
    '1: "ditaa" is printed as it stands: draw it in ASCII, or name an SVG file with svg= [drawing]',
  ],
  "an unknown paragraph": [
    "{::boilerplate rfc7942}\n\na",
    "a",
    '1: the paragraph "rfc7942" is left out; expected its text [boilerplate]',
  ],
  "a file that is not there": ["{::include x.md}", "::include{path=x.md}", "1: x.md cannot be read; it stays an include [include]"],
  "a file in a fence that is not there": [
    "~~~ abnf\n{::include x.abnf}\n~~~",
    "```abnf {src=x.abnf}\n```",
    "2: x.abnf cannot be read; it stays an include [include]",
  ],
};

for (const [what, [kramdown, draft, ...messages]] of Object.entries(lost)) {
  test(`a block without a counterpart is reported: ${what}`, (t) => {
    const imported = importMiddle(kramdown);
    t.is(imported.body, draft);
    t.deepEqual(imported.messages, messages);
  });
}

test("the text of an included file is copied in", (t) => {
  const files: Readonly<Record<string, string>> = { "a.md": "a\n\n{::include b.md}\n", "b.md": "  b" };
  const { body, messages } = importMiddle("{::include a.md}\n\n~~~\n{::include-dedent b.md}\n~~~", "", { read: (path) => files[path] });
  t.is(body, "a\n\nb\n\n```\nb\n```");
  t.is(messages.length, 3);
});
