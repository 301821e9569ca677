import test from "ava";
import { sectionDiagnostics, buildSection } from "../setup.ts";

const wrong: readonly (readonly [title: string, markdown: string, found: readonly string[]])[] = [
  [
    "code by indentation",
    "a\n\n    b",
    ["3:1 code: 4 blanks before a line make it code; expected a fence, ``` above and below, or fewer blanks for a paragraph"],
  ],
  ["an unclosed fence", "a\n\n```c\nb\n\n# C", ["3:1 code: fence is not closed; expected ``` on a line of its own"]],
  ["an empty unclosed fence", "```", ["1:1 code: fence is not closed; expected ``` on a line of its own"]],
  ["an unclosed container", ":::aside\nb\n\n# C", ["1:1 directive: :::aside is not closed; expected ::: on a line of its own"]],
  [
    "a container whose inner one takes its end at the end of the file",
    "::::aside\n:::aside\nb\n:::",
    ["1:1 directive: :::aside is not closed; expected ::: on a line of its own"],
  ],
  [
    "a container whose inner one takes its end",
    "::::aside\n:::aside\nb\n:::\n\nc",
    ["1:1 directive: :::aside is not closed; expected ::: on a line of its own"],
  ],
];

for (const [title, markdown, found] of wrong) {
  test(`reports ${title}`, (t) =>
    t.deepEqual(
      sectionDiagnostics(markdown).filter((one) => found.includes(one) || !/ character: /.test(one)),
      found,
    ));
}

const malformed = [
  "::picture {of=box}",
  "::picture{of=box",
  ":::aside{#a .b",
  "a\n::picture{of=box} b",
  "- ::picture{of=box",
  "> :: x",
  ":::",
];
for (const markdown of malformed) {
  test(`reports the malformed directive ${JSON.stringify(markdown)}`, (t) => {
    t.regex(
      sectionDiagnostics(markdown, { unshown: ["box", "colour"] })[0] ?? "",
      /^\d+:\d+ directive: malformed directive ":{2,}[^"]*"; expected ::name/,
    );
  });
}

const oneColon: readonly (readonly [markdown: string, found: string])[] = [
  [
    ":picture{of=box}",
    '1:1 directive: ":picture{of=box}" has one colon and is not a directive; expected ::picture{of=box} on a line of its own, or code',
  ],
  [
    "See\n:aside{#a} there.",
    '2:1 directive: ":aside{#a}" has one colon and is not a directive; expected ::aside{#a} on a line of its own, or code',
  ],
];
for (const [markdown, found] of oneColon) {
  test(`reports ${JSON.stringify(markdown)}`, (t) => t.deepEqual(sectionDiagnostics(markdown, { unshown: ["box", "colour"] }), [found]));
}

test("ignores a field name before a placeholder, and code", (t) => {
  t.deepEqual(sectionDiagnostics("It sends :status{{test}}, `:picture{of=box}`.", { unshown: ["box", "colour"] }), []);
});

const failed: readonly (readonly [title: string, markdown: string, found: readonly string[]])[] = [
  [
    "an element",
    "::rows{of=colour colur=1 #t}\n\n{{t}} ::: x",
    ['1:1 attribute: unknown attribute "colur" of "rows"; expected one of: of, title'],
  ],
  ["a link's anchor", ":::aside{#here x=y}\na\n:::\n\n{{here}}", ['1:1 attribute: unknown attribute "x" of "aside"; ']],
  [
    "the content of an unclosed fence",
    "{{later}}\n\n```\n# Later {#later}\n\n::rows{of=colour}",
    ["3:1 code: fence is not closed; expected ``` on a line of its own"],
  ],
];
for (const [title, markdown, found] of failed) {
  test(`reports no consequence beside a mistake: ${title}`, (t) => {
    const all = sectionDiagnostics(markdown, { unshown: markdown.includes("colour") ? ["box"] : ["box", "colour"] });
    t.deepEqual([all.length, all.every((one, index) => one.startsWith(found[index] ?? "-"))], [found.length, true], all.join("\n"));
  });
}

test("ignores colons in prose and in fences", (t) => {
  t.deepEqual(
    sectionDiagnostics("The `:status` and :status, at 10:30, urn:ietf:x; a::b.\n\n```\n::x {\n:::\n```\n\n:::dl\na\n: b\n:::"),
    [],
  );
});

test("collects all mistakes, sorted by place", (t) => {
  const { messages } = buildSection("{{b}}\n\n# C\n\n{{a}} &auml;");
  const places = messages.filter(({ file }) => file === "a.md").map(({ line }) => line);
  t.deepEqual(places, [...places].sort((a, b) => a - b));
  t.deepEqual(messages.map(({ rule }) => rule).slice(0, 3), ["cross-reference", "cross-reference", "character"]);
});
