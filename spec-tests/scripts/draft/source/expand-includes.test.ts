import test from "ava";
import { expandIncludes, originalLine, describeLocation } from "../../../../scripts/draft/source/expand-includes.ts";
import type { Diagnostic } from "../../../../scripts/draft/diagnostics/diagnostics.ts";
import { sectionDiagnostics, buildSection } from "../setup.ts";

const files: Readonly<Record<string, string>> = {
  "d/one.md": "One {{no}}\n\n\n",
  "d/sub/two.md": "Two\n\n::include{path=three.md}\n\nafter three",
  "d/sub/three.md": "Three",
  "d/self.md": "::include{path=other.md}",
  "d/other.md": "x\n::include{path=self.md}",
  "d/fence.md": "```c\nx",
  "d/rule.md": "It MUST.{R-001}",
};
const read = (path: string): string | undefined => files[path];
const given = { path: "d/a.md", read };

function include(markdown: string) {
  const messages: Diagnostic[] = [];
  return { ...expandIncludes(markdown, "d/a.md", read, messages), messages };
}

test("inserts a file between two blank lines and records the source of each line", (t) => {
  const { text, segments: parts, messages } = include("a\n::include{path=one.md}\nb");
  t.is(text, "a\n\nOne {{no}}\n\nb");
  t.deepEqual(messages, []);
  const origins = text.split("\n").map((_, index) => originalLine(parts, index + 1)).map(({ file, line }) => `${file}:${line}`);
  t.deepEqual(origins, ["d/a.md:1", "d/a.md:2", "d/one.md:1", "d/a.md:2", "d/a.md:3"]);
  t.deepEqual(
    [describeLocation(parts, { line: 5, column: 1 }), describeLocation(parts, { line: 3, column: 9 })],
    ["line 3", "line 1 of d/one.md"],
  );
});

test("a path is relative to the including file", (t) => {
  const { text, segments: parts, messages } = include('::include{path="sub/two.md"}');
  t.deepEqual(messages, []);
  t.is(text, "\nTwo\n\n\nThree\n\n\nafter three\n");
  t.deepEqual(originalLine(parts, 5), { file: "d/sub/three.md", line: 1 });
  t.deepEqual(originalLine(parts, 8), { file: "d/sub/two.md", line: 5 });
});

test("keeps text without a directive", (t) => {
  const text = "a\n\nb ::include{path=one.md}\n";
  t.deepEqual(include(text), { text, segments: [{ from: 1, file: "d/a.md", line: 1 }], messages: [] });
});

const fenced = [
  "```\n::include{path=one.md}\n```",
  "~~~~\n~~~\n::include{path=one.md}\n~~~~",
  "- ```\n::include{path=one.md}",
  "---\na: ```\n---\n```\n::include{path=one.md}\n```",
];

for (const text of fenced) {
  test(`includes nothing in a fence: ${JSON.stringify(text)}`, (t) => t.is(include(text).text, text));
}

test("includes after a fence and after front matter", (t) => {
  t.is(include("---\na: |\n  ```\n---\n```\nx\n```\n::include{path=sub/three.md}").text, "---\na: |\n  ```\n---\n```\nx\n```\n\nThree\n");
});

test("reports a missing file at the directive", (t) => {
  t.deepEqual(include("a\n::include{path=none.md}").messages, [
    { file: "d/a.md", line: 2, column: 1, rule: "include", reason: "cannot read d/none.md; expected a path relative to d/a.md" },
  ]);
});

test("reports a file that includes itself, with the circle", (t) => {
  const reason = "file includes itself: d/self.md includes d/other.md includes d/self.md; remove one of these directives";
  t.deepEqual(include("::include{path=self.md}").messages, [{ file: "d/other.md", line: 2, column: 1, rule: "include", reason }]);
});

test("includes one file twice", (t) => {
  t.is(include("::include{path=sub/three.md}\n::include{path=sub/three.md}").text, "\nThree\n\n\nThree\n");
});

test("places mistakes in the included file, and after it in the draft", (t) => {
  const { messages, head } = buildSection("::include{path=one.md}\n\n{{nein}}\n", given);
  const found = messages
    .filter(({ rule }) => rule === "cross-reference")
    .map(({ file, line, column }) => `${file} ${line - (file === "d/a.md" ? head : 0)}:${column}`);
  t.deepEqual(found, ["d/a.md 3:1", "d/one.md 1:5"]);
});

test("reports a fence that an included file leaves open", (t) => {
  const { messages } = buildSection("::include{path=fence.md}\n\nx", given);
  t.deepEqual(messages.filter(({ rule }) => rule === "code").map(({ file, line, column }) => [file, line, column]), [["d/fence.md", 1, 1]]);
});

test("a requirement has its line and file", (t) => {
  const { requirements, head } = buildSection("::include{path=rule.md}\n\nIt MAY.{R-002}", given);
  t.deepEqual(requirements.map(({ id, line, file }) => [id, line, file]), [["R-001", 1, "d/rule.md"], ["R-002", head + 3, undefined]]);
});

test("names the file of the first use of an identifier", (t) => {
  const [mistake = ""] = sectionDiagnostics("::include{path=rule.md}\n\nIt MAY.{R-001}", given);
  t.regex(mistake, /3:8 requirement: identifier R-001 is already used in line 1 of d\/rule\.md$/);
});

const wrong: readonly (readonly [title: string, markdown: string, mistake: RegExp])[] = [
  ["in a list", "- ::include{path=one.md}", /^1:3 include: ::include stands inside another block; expected ::include\{path=\.\.\.\} alone/],
  ["without a path", "::include", /^1:1 attribute: attribute "path" of "include"/],
  [
    "with an unknown attribute",
    "::include{path=one.md lines=3}",
    /^1:1 attribute: unknown attribute "lines" of "include"; expected one of: path$/,
  ],
];

for (const [title, markdown, mistake] of wrong) {
  test(`reports ::include ${title}`, (t) => t.regex(sectionDiagnostics(markdown, given)[0] ?? "", mistake));
}
