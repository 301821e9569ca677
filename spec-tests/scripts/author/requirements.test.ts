import test from "ava";

import {
  collectCoverage,
  duplicateRequirements,
  foreignGaps,
  type RequirementChecks,
} from "../../../scripts/author/requirements/collect.ts";
import { listLines, coverageKind, summaryLines, markdownTable, abbreviatedIds } from "../../../scripts/author/requirements/print.ts";
import { requirementsNamedIn } from "../../../scripts/author/requirements/test-references.ts";
import type { Requirement } from "../../../scripts/draft/requirements.ts";
import type { SuiteFile } from "../../../scripts/interop/vectors/read-suites.ts";

const section = { anchor: "a", number: "4.1", title: "The Request" };
const requirement = (id: string, level: Requirement["level"] = "MUST"): Requirement => ({
  id,
  level,
  section,
  text: `It ${level} be <${id}>.`,
  line: 1,
});

const suite = {
  format: 1,
  suite: "x",
  notes: { A: { requirement: "R-001", why: "x" }, B: { why: "x" } },
  groups: [{ cases: [{ id: "x/1", flags: ["A"] }, { id: "x/2", flags: ["A", "A"] }, { id: "x/3", flags: ["B"], requirement: "R-009" }] }],
};
const suites = [{ path: "hand/x.json", suite } as unknown as SuiteFile];

const source = `/** Helps with R-005. */
test("a title with R-001", (t) => {
  t.is("R-006", "R-006");
  // R-002 and again R-002
});

// R-003
test("what stands under a comment", (t) => {
  t.pass();
});
test("one line, R-004", (t) => t.pass());
`;

test("finds requirements in titles and comments, and not in other strings", (t) => {
  const found = [...requirementsNamedIn("a.test.ts", source)].map(([id, [first]]) => `${id} ${first?.title}:${first?.line}`);
  t.deepEqual(found.sort(), [
    "R-001 a title with R-001:2",
    "R-002 a title with R-001:4",
    "R-003 what stands under a comment:7",
    "R-004 one line, R-004:11",
    "R-005 a title with R-001:1",
  ]);
});

test("lists the vectors, tests and known gaps of each requirement", (t) => {
  const { rows, problems: mistakes } = collectCoverage(
    [requirement("R-001"), requirement("R-003"), requirement("R-007"), requirement("R-008", "MAY"), requirement("R-009")],
    suites,
    [{ path: "b.test.ts", text: '// R-003\ntest("b", (t) => t.pass());' }],
    { live: { "R-007": "needs a peer" } },
  );
  t.deepEqual(rows.map((row) => [row.requirement.id, coverageKind(row), row.vectors, row.tests.length, row.excuse]), [
    ["R-001", "vector", ["x/1", "x/2"], 0, undefined],
    ["R-003", "test", [], 1, undefined],
    ["R-007", "excused", [], 0, "live: needs a peer"],
    ["R-008", "nothing", [], 0, undefined],
    ["R-009", "vector", ["x/3"], 0, undefined],
  ]);
  t.deepEqual(mistakes, []);
});

test("reports unknown identifiers and needless known gaps", (t) => {
  const { problems: mistakes } = collectCoverage([requirement("R-001")], suites, [{ path: "b.test.ts", text: "\n// R-044" }], {
    live: { "R-001": "x", "R-055": "x" },
  });
  t.deepEqual(mistakes, [
    "x/3: names the unknown requirement R-009",
    "b.test.ts:2: names the unknown requirement R-044",
    "live: R-001 is checked by the vector x/1; remove it",
    "live: unknown requirement R-055; remove it",
  ]);
});

test("a conformance case checks a requirement, and makes its known gap needless", (t) => {
  const cases = [{ id: "closing/plain", requirements: ["R-001", "R-044"] }];
  const { rows, problems: mistakes } = collectCoverage([requirement("R-001")], [], [], { live: { "R-001": "x" } }, cases);
  t.deepEqual(rows.map((row) => [coverageKind(row), row.cases]), [["case", ["closing/plain"]]]);
  t.deepEqual(mistakes, [
    "closing/plain: names the unknown requirement R-044",
    "live: R-001 is checked by the case closing/plain; remove it",
  ]);
});

const rows: RequirementChecks[] = [
  { requirement: requirement("R-001"), vectors: ["a", "b", "c", "d"], cases: [], tests: [] },
  { requirement: requirement("R-002", "MAY"), vectors: [], cases: [], tests: [{ file: "a.test.ts", title: "x|y", line: 3 }] },
  { requirement: requirement("R-003"), vectors: [], cases: [], tests: [] },
  { requirement: requirement("R-004"), vectors: [], cases: ["closing/plain"], tests: [] },
];

test("prints a few vectors by name and many by number", (t) => {
  t.is(abbreviatedIds(["a", "b", "c"]), "a, b, c");
  t.is(abbreviatedIds(["a", "b", "c", "d"]), "4: a, b, c, ...");
});

test("prints a list, shares by level, and a table in Markdown", (t) => {
  t.deepEqual(listLines(rows), [
    "R-001  MUST  4.1 The Request",
    "             vectors 4: a, b, c, ...",
    "R-002  MAY   4.1 The Request",
    "             test a.test.ts: x|y",
    "R-003  MUST  4.1 The Request",
    "             UNCHECKED",
    "R-004  MUST  4.1 The Request",
    "             cases closing/plain",
  ]);
  t.deepEqual(summaryLines(rows), [
    "MUST: 3; by vectors 1 (33%), by conformance cases 1 (33%), by tests only 0 (0%), excused 0 (0%), unchecked 1 (33%)",
    "MAY: 1; by vectors 0 (0%), by conformance cases 0 (0%), by tests only 1 (100%), excused 0 (0%), unchecked 0 (0%)",
    "all: 4; by vectors 1 (25%)",
  ]);
  const table = markdownTable(rows, "T");
  t.true(table.includes("| R-002 | MAY | 4.1 The Request | It MAY be &lt;R-002>. |  |  | a.test.ts: x\\|y |  |"));
  t.true(table.includes("Unchecked: R-003."));
});

test("a requirement and its known gap belong to one draft of the set", (t) => {
  const drafts = [
    { path: "draft-a.md", requirements: [requirement("R-001"), requirement("R-002")], gaps: { "draft-a live": { "R-002": "x" } } },
    {
      path: "draft-b.md",
      requirements: [requirement("R-003"), requirement("R-001")],
      gaps: { "draft-b live": { "R-002": "x", "R-003": "x" } },
    },
  ];
  t.deepEqual(duplicateRequirements(drafts), ["draft-b.md:1: R-001 is already a requirement of draft-a.md; take the next free number"]);
  t.deepEqual(foreignGaps(drafts), ["draft-b live: R-002 is a requirement of draft-a.md, not of draft-b.md; move it"]);
});
