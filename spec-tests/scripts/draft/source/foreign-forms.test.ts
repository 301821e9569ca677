import test from "ava";
import { foreignForms } from "../../../../scripts/draft/source/foreign-forms.ts";
import { sectionDiagnostics } from "../setup.ts";

/** Returns the mistakes of a paragraph beside others, without their names. */
const forms = (markdown: string): string[] => sectionDiagnostics(markdown).map((one) => one.replace(/^([\d:]+) foreign-form: /, "$1 "));

for (const { dialect, name, example } of foreignForms) {
  test(`finds ${name} of ${dialect} once: ${JSON.stringify(example)}`, (t) => {
    const meaning = /^(Markdown|plain)/.test(dialect) ? `looks like ${name}` : `means ${name} in ${dialect}`;
    const found = forms(example);
    t.is(found.length, 1, found.join("\n"));
    t.true(found[0]?.includes(`" ${meaning}; expected `), found[0]);
  });
  test(`leaves it alone in code: ${JSON.stringify(example)}`, (t) => {
    t.deepEqual(sectionDiagnostics(`~~~~~txt\n${example}\n\nx\n~~~~~`), []);
    if (!example.includes("\n") && !example.includes("`")) t.deepEqual(sectionDiagnostics(`a \`${example}\` b`), []);
  });
}

const places: readonly (readonly [title: string, markdown: string, ...found: string[]])[] = [
  [
    "attributes behind a fence",
    '```c\nx\n```\n{: #fig title="A"}',
    '4:1 "{: #fig title="A"}" means attributes in kramdown-rfc; expected the attributes in the braces of a heading, a fence or a directive, such as :::table{#anchor title="..."}',
  ],
  [
    "attributes behind a table, which the parser takes for a row",
    "| a | b |\n|---|---|\n| c | d |\n{: #t}",
    '4:1 "{: #t}" means attributes in kramdown-rfc; expected the attributes in the braces of a heading, a fence or a directive, such as :::table{#anchor title="..."}',
  ],
  [
    "attributes of a heading",
    "x\n\n# B {: #b}\n\nx",
    '3:5 "{: #b}" means attributes in kramdown-rfc; expected the attributes in the braces of a heading, a fence or a directive, such as :::table{#anchor title="..."}',
  ],
  [
    "index entries, each in its column",
    "- one (((a)))\n  two (((b, c))).",
    '1:7 "(((a)))" means an index entry in kramdown-rfc; expected {{^a}}',
    '2:7 "(((b, c)))" means an index entry in kramdown-rfc; expected {{^b, c}}',
  ],
  ["a citation in a cell", "| a |\n|---|\n| [RFC 9110] |", '3:3 "[RFC 9110]" looks like a citation; expected {{RFC9110}}'],
  ["a citation in a quotation", "> a\n> [@?RFC9000]", '2:3 "[@?RFC9000]" means a citation in mmark; expected {{?RFC9000}}'],
  [
    "a second definition without blank line before its term",
    ":::dl\nfirst\n: one\nsecond\n: two\n:::",
    '5:1 ": two" means a definition in kramdown-rfc; expected :::dl and ::: around the list, and a blank line before each term',
  ],
  [
    "rules above and below a table",
    "|---|---|\n| a | b |\n|---|---|\n| 1 | 2 |\n|---|---|",
    '1:1 "|---|---|" looks like a table without a rule below its heading, or a rule above it; expected |---|--:| below the heading, with as many cells, and no other rule',
    '5:1 "|---|---|" means a rule of a table in kramdown-rfc; expected one rule, below the heading',
  ],
  [
    "the rule of kramdown between heading and rows",
    "| a | b |\n|---:+---|\n| 1 | 2 |",
    '1:1 "| a | b |" looks like a table without a rule below its heading, or a rule above it; expected |---|--:| below the heading, with as many cells, and no other rule',
  ],
  [
    "a form between marks of this Markdown",
    "{{test}} {x} *{{RFC9000}}*{: format=\"title\"}",
    '1:10 "{x}" looks like a brace; expected a literal brace as code, or with \\ before it',
    '1:27 "{: format="title"}" means attributes in kramdown-rfc; expected the attributes in the braces of a heading, a fence or a directive, such as :::table{#anchor title="..."}',
  ],
];
for (const [title, markdown, ...found] of places) test(`reports ${title}`, (t) => t.deepEqual(forms(markdown), found));

const clean: readonly (readonly [title: string, markdown: string])[] = [
  ["escaped marks", "\\{a\\} \\[RFC9110\\] 2\\*\\*n \\`x 2\\^10^ \\~~gone~~"],
  ["a line that begins with code and a colon", "Words\n`a`: b."],
  ["marks of this Markdown", "*a* **b** `c` - d (e) [f] 5 * 3, a | b, x < y << 2, *.example"],
  ["lists and tables", "1. x\n2. y\n\n| a | b |\n|--:|---|\n| - | = |"],
  ["definitions of a list", ":::dl\na\n: b\n\nc `d`\n: e\n:::"],
  ["a paragraph that begins with a letter or a number", "A client\na server (a) b.\n\n#1 x.\n\nA. Person wrote it."],
];
for (const [title, markdown] of clean) test(`accepts ${title}`, (t) => t.deepEqual(sectionDiagnostics(markdown), []));

for (const fence of ["txt", "artwork", ""]) {
  test(`reports an empty fence of type "${fence}"`, (t) => {
    t.deepEqual(sectionDiagnostics(`\`\`\`${fence}\n\`\`\``), [
      "1:1 empty-fence: fence is empty; expected text, or src= with the path of a file in its braces",
    ]);
  });
}
