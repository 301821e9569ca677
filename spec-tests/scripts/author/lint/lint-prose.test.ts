import test from "ava";

import { lintProse } from "../../../../scripts/author/lint/lint-prose.ts";
import { sectionProblem } from "../../../../scripts/author/lint/sections.ts";

const front = "---\ntitle: A\n---\n";
const terminology = "# Terminology\n\nA List is known.\n\n:::dl\npeer\n: the other one.\n:::\n\n# Text\n\nOur peer is here.\n\n";

/** Returns the findings in some Markdown: `line:column rule: reason`, with lines counted from its first. */
function found(markdown: string, words: readonly string[] = [], sections = {}): string[] {
  const head = front + terminology;
  return lintProse("a.md", head + markdown, { words, sections }).map(
    ({ line, column, rule, reason }) => `${line - head.split("\n").length + 1}:${column} ${rule}: ${reason}`,
  );
}

const words = (count: number): string => Array.from({ length: count }, (_, index) => `w${index}`).join(" ");
const lines = (text: string): string => text.replace(/(.{1,60})(?: |$)/g, "$1\n").trim();

const nothing: readonly (readonly [string, string])[] = [
  ["a line of 80 columns", `${"ab cd ".repeat(13)}ab`],
  ["a long line that cannot be broken", `[text](https://example.com/${"a".repeat(80)})`],
  ["a wide row of a table", `| a | b |\n|---|---|\n| ${"a ".repeat(60)} | b |`],
  ["a wide line of code", `\`\`\`\n${"ab ".repeat(40)}\n\`\`\``],
  ["a sentence of 40 words", lines(`${words(40)}.`)],
  ["may in a sentence without key word", "It may be so. You MUST be.{R-001}"],
  ["must in code", "It is `must` here."],
  ["octets that repeat", "It is 00 00 FF FF here."],
  ["words that repeat over a full stop", "Here it is. Is it?"],
  ["a term of the terminology, in the plural", "It has many Lists here."],
  ["a capital at the beginning of a sentence, an item and a definition", "One. Two is.\n\n- Three is\n\n:::dl\nfour\n: Five is six.\n:::"],
  ["a capital in a quotation", 'It is the "Hypertext Registry" here.'],
  ["persons in the acknowledgements", "# Acknowledgements\n\nThanks to Ada Example."],
];

for (const [title, markdown] of nothing) {
  test(`finds nothing in ${title}`, (t) => t.deepEqual(found(markdown), []));
}

const something: readonly (readonly [string, string, readonly string[]])[] = [
  ["a line of 81 columns", `${"ab cd ".repeat(13)}abc`, ['1:81 line-width: line of 81 columns; break it after "cd" (column 77)']],
  [
    "a sentence of 41 words",
    lines(`${words(20)}, and ${words(20)}.`),
    ['1:1 sentence-length: sentence of 41 words, expected at most 40; split it, for example at "w19, and"'],
  ],
  ["must in lower case", "Ends. It must be.", ['1:10 key-word: "must" in lower case; write MUST, or "has to" for a fact']],
  [
    "may beside a key word",
    "You MUST be what you\nmay be.{R-001}",
    ['2:1 key-word: "may" in lower case beside a key word in capitals; write MAY, or "can" or "might"'],
  ],
  ["a double word over two lines", "Here is the\nthe end.", ['1:9 double-word: "the the"; remove one']],
  [
    "an unknown term, once",
    "It is a Gadget, and this Gadget too.",
    ['1:9 term: "Gadget" looks like a term but is not defined; define it in the terminology, or write it in lower case'],
  ],
];

for (const [title, markdown, expected] of something) {
  test(`finds ${title}`, (t) => t.deepEqual(found(markdown), expected));
}

test("terms of schemas and the bibliography are known", (t) => {
  t.deepEqual(found("It is a Gadget here.", ["The Gadget Protocol"]), []);
});

test("finds an unused definition", (t) => {
  const source = "---\na: 1\n---\n# Terminology\n\n:::dl\nfrob\n: a thing.\n:::\n\n# Text\n\nNothing here.\n";
  const messages = lintProse("a.md", source, { words: [], sections: {} });
  t.deepEqual(messages.map(({ line, reason }) => [line, reason]), [[7, '"frob" is defined but not used; remove it']]);
});

const judged: readonly (readonly [string, string | undefined])[] = [
  ["1", undefined],
  ["12", undefined],
  ["13", "expected 1 to 12"],
  ["13.1", "expected 1 to 12"],
  ["6.10", undefined],
  ["6.11", "expected 6.1 to 6.10"],
  ["6.0", "expected 6.1 to 6.10"],
  ["7.9", undefined],
  ["9.2", "expected 9.1, 9.3"],
  ["A", undefined],
  ["B", undefined],
  ["C", "expected A to B"],
  ["A.2", "expected A.1"],
  ["B.9", undefined],
];

for (const [number, expected] of judged) {
  test(`${expected === undefined ? "accepts" : "refuses"} section ${number} of a work with known sections`, (t) => {
    t.is(sectionProblem(number, ["1-12", "6.1-6.10", "9.1", "9.3", "A-B", "A.1"]), expected);
  });
}

test("finds an unknown section of a cited work, in both forms of a citation", (t) => {
  const sections = { RFC9113: ["1-12"] };
  t.deepEqual(
    found("See {{Section 13 of !RFC9113}} and {{?RFC9113, Section 0}},\n{{Section 12 of RFC9113}}, {{Section 99 of RFC1}}.", [], sections),
    ["1:5 cited-section: RFC9113 has no Section 13; expected 1 to 12", "1:36 cited-section: RFC9113 has no Section 0; expected 1 to 12"],
  );
});

test("does not check appendices if the bibliography lists only sections", (t) => t.is(sectionProblem("A", ["1-12"]), undefined));

test("finds an unknown appendix, and an unknown section of a renamed work", (t) => {
  const sections = { RFC9113: ["1-12", "A-B"] };
  t.deepEqual(found("See {{Appendix B of RFC9113}}, {{Appendix C of RFC9113}},\n{{!H2=RFC9113}}, {{Section 13 of H2}}.", [], sections), [
    "1:32 cited-section: RFC9113 has no Appendix C; expected A to B",
    "2:18 cited-section: RFC9113 has no Section 13; expected 1 to 12",
  ]);
});

test("reports citations in the abstract, and no links to sections", (t) => {
  const markdown = "# Abstract\n\nAs {{intro}} says, {{RFC9000}}, {{X}},\nand {{Section 3 of Y}}, `{{RFC1}}`.\n\n# Text\n\n{{RFC9000}}\n";
  const findings = lintProse("a.md", markdown, { words: [], sections: {}, works: ["X"] });
  t.deepEqual(
    findings.filter(({ rule }) => rule === "abstract-citation").map(({ line, column, reason }) => `${line}:${column} ${reason}`),
    [
      '3:20 {{RFC9000}} in the abstract, which has no references; write "RFC 9110"',
      '3:33 {{X}} in the abstract, which has no references; write "RFC 9110"',
      '4:5 {{Section 3 of Y}} in the abstract, which has no references; write "RFC 9110"',
    ],
  );
});
