import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

import test, { type ExecutionContext } from "ava";

import { runStructuredFields } from "../../../scripts/suites/structured-fields/run-cases.ts";
import { type Inapplicable, type SubtestResult, suiteTable } from "../../../scripts/suites/suite.ts";
import { testFiles } from "../../../scripts/suites/wpt/run-files.ts";
import { programArgs } from "../../programs.ts";

/** Makes a folder with files until the test ends. */
function folderOf(t: ExecutionContext, files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), "suites-"));
  t.teardown(() => rmSync(folder, { recursive: true }));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

const result = (name: string, message = ""): SubtestResult => ({ file: "a/b.js", name, passed: message === "", message });

test("the table counts what does not apply apart, with its reason, and names each failure", (t) => {
  const entries: readonly Inapplicable[] = [
    { files: /b\.js$/, names: /^old/, reason: "too old" },
    { files: /b\.js$/, names: /^new/, beforeNode: 24, reason: "too new" },
  ];
  const results = [result("fine"), result("old 1"), result("old 2", "x"), result("new", "missing"), result("", "broke")];
  const run = { title: "suite", results, skipped: new Map([["c.js", "no pages"]]) };
  const old = suiteTable(run, entries, 20);
  t.deepEqual(old.totals, { passed: 1, failed: 1, inapplicable: 3 });
  t.deepEqual(old.lines, [
    "suite",
    "  1 passed, 1 failed, 3 do not apply, 1 files not run",
    "  FAILED  a/b.js: (no name): broke",
    "  does not apply (2)  too old: a/b.js: old 1, a/b.js: old 2",
    "  does not apply (1)  too new: a/b.js: new",
    "  not run (1 files)  no pages: c.js",
  ]);
  t.deepEqual(suiteTable(run, entries, 24).totals, { passed: 1, failed: 2, inapplicable: 2 });
});

test("cases of Structured Fields are parsed and serialized, and a wrong value is told", (t) => {
  const cases = [
    { name: "right", raw: ["a=1.0;x, b=(:aGk=: ?0)"], header_type: "dictionary", expected: [["a", [1, [["x", true]]]], ["b", [[], []]]] },
    { name: "list", raw: ["1, 2"], header_type: "list", expected: [[1, []], [3, []]] },
    { name: "token", raw: ["tok "], header_type: "item", expected: [{ __type: "token", value: "tok" }, []], canonical: ["tok"] },
    { name: "octets", raw: [":aGk=:"], header_type: "item", expected: [{ __type: "binary", value: "NBUQ====" }, []] },
    { name: "bad", raw: ["("], header_type: "list", must_fail: true },
    { name: "not bad", raw: ["1"], header_type: "item", must_fail: true },
    { name: "too great", header_type: "item", expected: [1e15, []], must_fail: true },
  ];
  const text = JSON.stringify(cases).replace('["a",[1,', '["a",[1.0,').replace('["b",[[],[]]]', '["b",[[["h",[]]],[]]]');
  const folder = folderOf(t, { "x.json": text, "serialisation-tests/number.json": "[]" });
  const { results } = runStructuredFields(folder);
  t.deepEqual(results.map(({ name, message }) => [name, message]), [
    ["right (parse)", 'found [["a",["decimal",1]],["b",["inner-list",[["byte-sequence","6869"],["boolean",false]]]]]'],
    ["right (serialize, no model)", "no model"],
    ["list (parse)", 'found [["0",["integer",1]],["1",["integer",2]]]'],
    ["list (serialize)", "written as 1, 3, expected 1, 2"],
    ["token (parse)", ""],
    ["token (serialize)", ""],
    ["octets (parse)", ""],
    ["octets (serialize)", ""],
    ["bad (parse)", ""],
    ["not bad (parse)", "accepted"],
    ["too great (serialize)", ""],
  ]);
});

test("test files of web-platform-tests are those that use the harness", (t) => {
  const page = '<script src="/resources/testharness.js"></script>';
  const folder = folderOf(t, {
    "websockets/a.any.js": "",
    "websockets/helper.js": "",
    "websockets/b/c.html": page,
    "websockets/b/frame.html": "",
    "websockets/b/support/d.html": page,
  });
  t.deepEqual(testFiles(folder), ["websockets/a.any.js", "websockets/b/c.html"]);
});

test("without a checkout the program says what to pass", (t) => {
  const { stderr, status } = spawnSync(process.execPath, programArgs("suites"), { encoding: "utf8" });
  t.is(status, 2);
  t.regex(stderr, /^suites(?:\.ts)?: expected --wpt, --sft or both: make suites WPT=DIR SFT=DIR\nusage: /);
});
