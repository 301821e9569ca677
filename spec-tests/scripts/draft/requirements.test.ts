import test from "ava";
import { sectionDiagnostics, buildSection, buildWhole } from "./setup.ts";

test("lists a requirement with level, section, sentence and line", (t) => {
  const { requirements, head } = buildSection(
    "First. A sender MUST send `a.b. c` to\n{{RFC9000}}, see {{Section 2 of RFC9000}} and {{test}}.{R-007} Last.",
  );
  t.deepEqual(requirements, [
    {
      id: "R-007",
      level: "MUST",
      section: { anchor: "test", number: "1", title: "Test" },
      text: "A sender MUST send a.b. c to [RFC9000], see Section 2 of [RFC9000] and Section 1.",
      line: head + 1,
    },
  ]);
});

const sentences: readonly (readonly [title: string, markdown: string, found: readonly string[]])[] = [
  ["two sentences of one paragraph", "You MUST a.{R-001} You MAY b.{R-002}", ["R-001 MUST: You MUST a.", "R-002 MAY: You MAY b."]],
  ["the strongest level", "You MAY or SHOULD a.{R-001}", ["R-001 SHOULD: You MAY or SHOULD a."]],
  ["abbreviations inside a sentence", "You MUST a, e.g. b, i.e. c, etc. d.{R-001}", ["R-001 MUST: You MUST a, e.g. b, i.e. c, etc. d."]],
  ["numbers inside a sentence", "You MUST use 1.5 of it.{R-001}", ["R-001 MUST: You MUST use 1.5 of it."]],
  ["a sentence that ends in a quotation mark", 'You MUST say "no."{R-001}', ['R-001 MUST: You MUST say "no."']],
  ["a sentence that introduces a list", "You MUST:{R-001}\n\n- a", ["R-001 MUST: You MUST:"]],
  ["items", "- You MUST a.{R-001}\n- You MAY b.{R-002}", ["R-001 MUST: You MUST a.", "R-002 MAY: You MAY b."]],
  ["an item without full stop", "- You MUST a, and{R-001}\n- You MAY b{R-002}", ["R-001 MUST: You MUST a, and", "R-002 MAY: You MAY b"]],
  ["a cell without full stop", "| a |\n|---|\n| It MUST b{R-001} |", ["R-001 MUST: It MUST b"]],
  ["a definition without full stop", ":::dl\na\n: It MUST b{R-001}\n:::", ["R-001 MUST: It MUST b"]],
  ["no key word that is quoted", "The words \"MUST\", 'SHALL NOT' and \"MAY.\" are old. You MUST a.{R-001}", [
    "R-001 MUST: You MUST a.",
  ]],
  ["cells", "| a |\n|---|\n| It MUST b.{R-001} |", ["R-001 MUST: It MUST b."]],
  ["definitions", ":::dl\na\n: It MUST b.{R-001}\n:::", ["R-001 MUST: It MUST b."]],
  ["emphasis", "You **MUST *a***.{R-001}", ["R-001 MUST: You MUST a."]],
  ["values of the model", "Each {{=box}} MUST be {{=colour.red}}.{R-001}", ["R-001 MUST: Each Box MUST be red."]],
];

for (const [title, markdown, found] of sentences) {
  test(`reads ${title}`, (t) => {
    t.deepEqual(sectionDiagnostics(markdown), []);
    t.deepEqual(buildSection(markdown).requirements.map(({ id, level, text }) => `${id} ${level}: ${text}`), found);
  });
}

const wrong: readonly (readonly [title: string, markdown: string, ...mistakes: string[]])[] = [
  [
    "a key word in a sentence without identifier",
    "Fine. You\nMUST a. Fine.",
    "2:1 missing-identifier: sentence with MUST has no identifier; expected {R-001} directly after its full stop",
  ],
  [
    "a sentence without identifier before one that has it",
    "You MUST a. You MUST b.{R-001}",
    "1:5 missing-identifier: sentence with MUST has no identifier; expected {R-002} directly after its full stop",
  ],
  [
    "an identifier without key word",
    "You can a.{R-001}",
    "1:11 requirement: identifier R-001 belongs to a sentence without a key word of BCP 14",
  ],
  [
    "a key word in code only",
    "You `MUST` a.{R-001}",
    "1:14 requirement: identifier R-001 belongs to a sentence without a key word of BCP 14",
  ],
  ["an identifier used twice", "You MUST a.{R-001}\nYou MUST b.{R-001}", "2:12 requirement: identifier R-001 is already used in line LINE"],
  [
    "two identifiers of one sentence",
    "You MUST a.{R-001}{R-002}",
    "1:19 requirement: identifier R-002 is the second identifier of its sentence; expected one",
  ],
  ["an identifier after a space", "You MUST a. {R-001}", "1:13 requirement: identifier R-001 does not stand directly after a full stop"],
  [
    "an identifier inside a sentence",
    "You MUST a{R-001} and b.",
    "1:11 requirement: identifier R-001 does not stand directly after a full stop",
  ],
  [
    "an identifier inside an item",
    "- You MUST a{R-001} and b",
    "1:13 requirement: identifier R-001 does not stand directly after a full stop",
  ],
  [
    "an identifier after a space at the end of an item",
    "- You MUST a {R-001}",
    "1:14 requirement: identifier R-001 does not stand directly after a full stop",
  ],
  [
    "an identifier at the end of a paragraph without full stop",
    "You MUST a{R-001}",
    "1:11 requirement: identifier R-001 does not stand directly after a full stop",
  ],
  [
    "several sentences without identifier, each with the next free one",
    "You MUST a. You MAY b.{R-099}\n\n- You MUST c, and\n- You MUST d.",
    "1:5 missing-identifier: sentence with MUST has no identifier; expected {R-100} directly after its full stop",
    "3:7 missing-identifier: sentence with MUST has no identifier; expected {R-101} directly at the end of the item",
    "4:7 missing-identifier: sentence with MUST has no identifier; expected {R-102} directly after its full stop",
  ],
  [
    "a malformed identifier",
    "You MUST a.{R-1}",
    "1:5 missing-identifier: sentence with MUST has no identifier; expected {R-001} directly after its full stop",
    "1:12 left-over: malformed identifier; expected {R-017}",
  ],
  [
    "an identifier in a quotation",
    "> You MUST a.{R-001}",
    "1:14 requirement: identifier R-001 is in a title or quotation; expected it after a sentence of the draft itself",
  ],
];

for (const [title, markdown, ...found] of wrong) {
  test(`reports ${title}`, (t) => {
    const { head } = buildSection(markdown);
    t.deepEqual(sectionDiagnostics(markdown), found.map((mistake) => mistake.replace("LINE", String(head + 1))));
  });
}

test("reads requirements of the abstract, which has no number, and of appendices", (t) => {
  const { requirements } = buildWhole(
    "# Abstract\n\nYou MAY a.{R-001}\n\n# S\n\nx\n\n::backmatter\n\n# B {#bee}\n\nx\n\n## C\n\nYou MAY b.{R-002}",
  );
  t.deepEqual(requirements.map(({ id, section }) => [id, section]), [
    ["R-001", { anchor: "abstract", number: "", title: "Abstract" }],
    ["R-002", { anchor: "c", number: "A.1", title: "C" }],
  ]);
});

test("names the identifier that is free in all drafts of the set", (t) => {
  const sibling = (path: string, markdown: string): { path: string; markdown: string } => ({ path, markdown });
  const siblings = [sibling("draft-b.md", "# B\n\n::include{path=c.md}\n\nYou MAY b.{R-007}"), sibling("draft-d.md", "x {R-003}")];
  const read = (path: string): string | undefined => (path === "c.md" ? "You MAY c.{R-041}" : undefined);
  t.deepEqual(sectionDiagnostics("You MUST a.", { siblings, read }), [
    "1:5 missing-identifier: sentence with MUST has no identifier; expected {R-042} directly after its full stop",
  ]);
});

test("asks for no identifiers with requirements: off, and reads those that are there", (t) => {
  const given = { front: "requirements: off\n" };
  t.deepEqual(sectionDiagnostics("You MUST a. You MAY b.{R-001}\n\n- You MUST c", given), []);
  const { xml, requirements } = buildSection("You MUST a. You MAY b.{R-001}", given);
  t.true(xml.includes("You <bcp14>MUST</bcp14> a."));
  t.deepEqual(requirements.map(({ id }) => id), ["R-001"]);
  t.deepEqual(sectionDiagnostics("x", { front: "requirements: no\n" }).length, 1);
});
