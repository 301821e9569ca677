import test from "ava";
import { parseXml2rfcOutput } from "../../../../scripts/draft/xml2rfc/messages.ts";

const map = { source: "a.md", lines: [0, 0, 17] };

const cases: readonly (readonly [title: string, output: string, found: readonly string[]])[] = [
  ["a warning with a line that comes from the Markdown", "out/a.xml(3): Warning: Too long", ["a.md:17 Too long"]],
  ["an error in a line without a source", "out/a.xml(2): Error: Bad", ["out/a.xml:2 Bad"]],
  ["a line beyond the map", "out/a.xml(9): Error: Bad", ["out/a.xml:9 Bad"]],
  ["a message without a line", "Error: Bad\n(No source line available): Warning: Worse", ["out/a.xml:1 Bad", "out/a.xml:1 Worse"]],
  ["further lines of a message", "out/a.xml(3): Warning: Wide:\n   x\n\nError: Bad", ["a.md:17 Wide:\nx", "out/a.xml:1 Bad"]],
  ["other output", "Traceback\n  File x", ["out/a.xml:1 Traceback\nFile x"]],
  [
    "the warning about the date, without a diagnostic",
    "out/a.xml(3): Warning: The document date (2026-11-23) is more than 3 days away from today's date",
    [],
  ],
  ["nothing", "\n", []],
];

for (const [title, output, found] of cases) {
  test(`reads ${title}`, (t) =>
    t.deepEqual(
      parseXml2rfcOutput(output, "out/a.xml", map).map(({ file, line, reason }) => `${file}:${line} ${reason}`),
      found,
    ));
}

test("names the included file, and after it the draft again", (t) => {
  const parts = [{ from: 1, file: "a.md", line: 1 }, { from: 10, file: "part.md", line: 1 }, { from: 15, file: "a.md", line: 9 }];
  const found = parseXml2rfcOutput("a.xml(1): Warning: A\na.xml(2): Warning: B\na.xml(3): Warning: C", "a.xml", {
    source: "a.md",
    lines: [9, 12, 17],
    parts,
  });
  t.deepEqual(found.map(({ file, line, reason }) => `${file}:${line} ${reason}`), ["a.md:9 A", "part.md:3 B", "a.md:11 C"]);
});

test("names the XML without a line map", (t) => {
  t.deepEqual(parseXml2rfcOutput("out/a.xml(3): Warning: W", "out/a.xml"), [
    { file: "out/a.xml", line: 3, column: 1, rule: "xml2rfc", reason: "W" },
  ]);
});
