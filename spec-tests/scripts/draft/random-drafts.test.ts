/** Random drafts: each build ends with XML, or with messages that have places. `RANDOM_RUNS=20` runs 20 times as many. */
import anyTest from "ava";
import fc from "fast-check";
import { buildWhole } from "./setup.ts";

const runs = Number(process.env["RANDOM_RUNS"] ?? 1);

/** Pieces of real constructs, whole and broken, as authors write them. */
const pieces = [
  "a", "b c", " ", "\n", "\n\n", "  ", "    ", "\\", "&amp;", "&nbsp;", "\u00fc", "\u201c", "\u2014", "\u202e", "\ud800", "\t", "\r",
  "It MUST be.", "{R-001}", "{R-",
  "# A", "## B {#b}", "### C {.unnumbered}", "# Abstract", "# Contributors", "::backmatter", "::bcp14", "::contributors", "::iref{item=x}",
  ":::aside\n", ":::note[T]\n", ":::dl\na\n: b\n:::\n", ":::table{#t title=\"x\"}\n", ":::ol{type=a}\n1. x\n:::\n", ":::\n", "::::",
  "::view{of=box}", "::picture{of=box #f}",
  "::include{path=a.md}", "::include{path=../x}", "::data-table{of=facts.list columns=\"A = a\"}", "- a\n", "1. b\n", "> c\n",
  "| a | b |\n|---|---|\n| c | d |\n", "|", "|---|",
  "```c\nx\n```\n", "```", "~~~", "```c {src=a.c}\n```\n", "```artwork {svg=a.svg}\n+-+\n```\n", "```aasvg\n+-+\n| |\n+-+\n```\n",
  "```example {id=\"box/a\"}\nlid: 1\n```\n", "{fold}",
  "{{test}}", "{{", "}}", "{{RFC9000}}", "{{Section 2 of !RFC9000}}", "{{Sections 1 and 2 of RFC9000}}", "{{=box.lid.title}}",
  "{{$facts.root}}", "{{^x, y}}", "{{!A=RFC9000}}", "{{&SELF}}",
  "[x](#test)", "[x](https://a.example/)", "[x](javascript:a)", "[x][y]", "\n\n[y]: https://b.example/\n\n", "[^n]", "\n\n[^n]: note\n\n",
  "<https://c.example/>", "![a](b.png)",
  "*a*", "**b**", "*", "**", "_", "`c`", "`", "<sup>2</sup>", "<u>\u00fc</u>", "<u format=\"num\">x</u>", "<br>", "<b>", "</u>", "<!--",
  "-->", "---", "***", "===", "{: #x}", "(((x)))", "[@RFC9000]", "{#x}", "{", "}",
];

const markdown = fc.array(fc.constantFrom(...pieces), { maxLength: 25 }).map((parts) => parts.join(""));
const text = fc.string({ unit: "binary", maxLength: 80 });

/** Deletes, repeats or replaces a part of a text. */
const mutated = fc
  .tuple(markdown, fc.nat(), fc.nat({ max: 8 }), fc.oneof(fc.constant(""), fc.constantFrom(...pieces), fc.string({ maxLength: 4 })))
  .map(([from, at, length, put]) => {
    const start = from.length === 0 ? 0 : at % from.length;
    return from.slice(0, start) + put + from.slice(start + length);
  });

const attributePieces = [
  "#a", "#", ".b", "of=box", "of=", "title=\"x\"", "title=\"", "=", "{", "}", "src=a", "svg=a", "path=a", "__proto__=x",
  "constructor=y", " ", "\u00fc", "type=\"%d\"", "start=99999999999", "item=\"\"", "1", "'",
];

const braces = fc
  .tuple(
    fc.constantFrom("::picture", ":::aside", "::data-table", "# A ", "```c ", "```artwork ", ":::ol", "::include", ":::dl", "::iref"),
    fc.array(fc.constantFrom(...attributePieces)),
  )
  .map(([name, parts]) => `${name}{${parts.join(" ")}}\nx\n`);

const yamlPieces = [
  "title: x\n", "title: [a\n", "date: today\n", "date: 2026-99\n", "docName: x\n", "abbrev: \u00fc\n", "keyword: &a [*a]\n",
  "keyword: &a [x]\narea: *a\n", "venue: {mail: x}\n", "contributor: [{}]\n", "? a\n: b\n",
  "__proto__: 1\n", "author: 3\n", "- x\n", "  x: y\n", "!!js x\n", "\t\n", "...\n", "---\n", "%YAML 9\n", "unshown: [a, {b: c}]\n",
  "updates: [1.5]\n", "\"a\n", "|\n", "&a\n", "<<: 1\n", "pages: {most: 1}\n", "\u0000\n",
];
const yaml = fc
  .array(fc.oneof(fc.constantFrom(...yamlPieces), fc.string({ maxLength: 12 })), { maxLength: 5 })
  .map((parts) => parts.join(""));

const files: Readonly<Record<string, string>> = { "a.c": "x\n", "a.md": "::include{path=a.md}\n\nx\n" };
const read = (path: string): string | undefined => files[path];

interface Mistaken {
  readonly line: number;
  readonly column: number;
  readonly reason: string;
}

/** Throws unless a build has XML, or messages with places. */
function checkBuild(source: string, front?: string): void {
  const { xml, messages } = buildWhole(`# Abstract\n\nx\n\n# Test {#test}\n\n${source}`, {
    ...(front !== undefined && { change: (given: string) => given.replace(/---\n$/, `${front}---\n`) }),
    references: { path: "references.yaml", text: "RFC9000: {title: QUIC}\n" },
    read,
  });
  const wrong = messages.filter(({ line, column, reason }: Mistaken) => !(line >= 1) || !(column >= 1) || reason.trim() === "");
  if (wrong.length > 0) throw new Error(JSON.stringify(wrong));
  if (messages.length === 0 && !xml.endsWith("</rfc>\n")) throw new Error("neither XML nor messages");
}

const inputs: readonly (readonly [title: string, input: fc.Arbitrary<string>, count: number, isYaml?: boolean])[] = [
  ["constructs in any order", markdown, 120],
  ["broken constructs", mutated, 120],
  ["random text", text, 60],
  ["attributes in braces", braces, 100],
  ["front matter", yaml, 100, true],
];

for (const [title, input, count, isYaml = false] of inputs) {
  anyTest(`a build of ${title} ends with XML or with messages that have places`, (t) => {
    const options = { seed: 20261201, numRuns: count * runs };
    t.notThrows(() => fc.assert(fc.property(input, (each) => (isYaml ? checkBuild("x\n", each) : checkBuild(each))), options));
  });
}

const marks = ["[", "*a_", "*a _b ", "{{", "> ", "- ", ">", "`` ` ", "<u>", "](", "((", "&#x", "\u00fc ", "MUST. "];

for (const mark of marks) {
  anyTest(`20,000 of ${JSON.stringify(mark)} end with messages`, (t) => t.notThrows(() => checkBuild(mark.repeat(20_000))));
}
