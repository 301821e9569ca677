import { join } from "node:path";

import test from "ava";

import { draftText, makeDraft, runDraft } from "./drafts.ts";

const draft = draftText({}, "It MUST go.{R-001} It SHOULD stop.{R-002} It MUST NOT turn.{R-003}");

/** Files with names of requirements in three languages. */
const tests = {
  "test/go.test.ts": 'test("goes (R-001)", () => undefined);\nconst text = "R-009";\n',
  "test/turn.py": "# R-003: does not turn\n",
  "test/node_modules/other.test.js": "// R-900\n",
} as const;

test("requirements lists levels and sections, and says how to see the tests", async (t) => {
  const path = join(makeDraft(t, { "a.md": draft }), "a.md");
  const { code, out, error } = await runDraft("requirements", "-o", join(path, "..", "built"), path);
  const lines = [
    path,
    "R-001  MUST  1 Test: It MUST go.",
    "R-002  SHOULD  1 Test: It SHOULD stop.",
    "R-003  MUST NOT  1 Test: It MUST NOT turn.",
    "3 requirements; --tests FOLDER lists the tests that name them",
  ];
  t.deepEqual([code, out, error], [0, `${lines.join("\n")}\n`, ""]);
});

test("requirements with tests names each file, and succeeds if each MUST has one", async (t) => {
  const folder = makeDraft(t, { "a.md": draft, ...tests });
  const path = join(folder, "a.md");
  const { code, out, error } = await runDraft("requirements", "-o", join(folder, "built"), "--tests", join(folder, "test"), path);
  t.deepEqual([code, error], [0, ""]);
  t.true(out.includes(`${join(folder, "test/go.test.ts")}: goes (R-001)\n`), out);
  t.true(out.includes(`${join(folder, "test/turn.py")}:1\n`), out);
  t.true(out.includes("UNCHECKED\n"), out);
});

test("requirements fails for a MUST without a test, unless the gaps have a reason, and for unknown or needless names", async (t) => {
  const files = { "a.md": draft, "one/x.test.ts": "// R-001 and R-044\n" };
  const folder = makeDraft(t, files);
  const path = join(folder, "a.md");
  const words = ["requirements", "-o", join(folder, "built"), "--tests", join(folder, "one"), path];
  const { code, error } = await runDraft(...words);
  const lines = [
    `${join(folder, "one/x.test.ts")}:1: names the unknown requirement R-044`,
    `${path}:17: no test names R-003 MUST NOT, and a.gaps.yaml has no reason: It MUST NOT turn.`,
  ];
  t.deepEqual([code, error], [1, `${lines.join("\n")}\n`]);
  const gaps = "R-001: the first reason\nR-003: a reason that suffices\nR-045: another reason\n";
  const excused = makeDraft(t, { ...files, "one/x.test.ts": "// R-001\n", "a.gaps.yaml": gaps });
  const again = await runDraft("requirements", "-o", join(excused, "built"), "--tests", join(excused, "one"), join(excused, "a.md"));
  const file = join(excused, "a.gaps.yaml");
  const stale = [
    `${file}: R-001 is named by ${join(excused, "one/x.test.ts")}:1; remove it`,
    `${file}: unknown requirement R-045; remove it`,
  ];
  t.deepEqual([again.code, again.error], [1, `${stale.join("\n")}\n`]);
});

test("requirements refuses gaps without a reason, and tests that do not exist", async (t) => {
  const folder = makeDraft(t, { "a.md": draft, "a.gaps.yaml": "R-001: no\n" });
  const path = join(folder, "a.md");
  const words = ["requirements", "-o", join(folder, "built"), "--tests"];
  const { code, error } = await runDraft(...words, path, path);
  t.deepEqual([code, error], [2, `ws2: ${join(folder, "a.gaps.yaml")}: R-001: expected the reason\n`]);
  const none = join(folder, "none");
  t.is((await runDraft(...words, none, path)).error, `ws2: ${none}: does not exist; expected a test or a folder of tests\n`);
});
