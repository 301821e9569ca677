import test from "ava";

import { type FileError, validateFile } from "../../../../scripts/common/validate-file.ts";
import { interopData, type InteropData, readInteropData } from "../../../../scripts/interop/matrix/interop-data.ts";
import { peerData, runData, type SourcedEntry } from "../../../../scripts/interop/matrix/peer-data.ts";
import { report } from "../report/example.ts";

const source = { folder: "some/folder", about: "Written once.", needs: "make", start: "run it" };
const entry: SourcedEntry = { language: "C", runtime: "cc 1", report, source };
const good: SourcedEntry = {
  ...entry,
  report: { ...report, results: report.results.map((result) => ({ ...result, verdict: "pass", detail: "" })) },
};
const committed = readInteropData();
const { worksWith } = committed;
const facts = { date: "2026-01-02", draft: "draft-a-b-00", vectors: "0".repeat(64), warnings: ["X was not tested."], worksWith };
const made = runData(facts, [entry, good]);

/** Returns the lines that the schema writes about changed data. */
function problemsOf(change: (data: InteropData) => void): string {
  const data = structuredClone(made);
  change(data);
  return messageOf(() => validateFile("interop.json", interopData, data));
}

function messageOf(run: () => unknown): string {
  try {
    run();
    return "";
  } catch (error) {
    return (error as FileError).message;
  }
}

test("the data of a peer has its source, its counts, and each case that did not pass with the first line of its reason", (t) => {
  t.deepEqual(peerData(entry), {
    ...{ name: "a <codec>", version: "1 & 2", language: "C", runtime: "cc 1", ...source, by: "vectors" },
    ...{ cases: 5, pass: 1, mild: 1, left: 1, fail: 2 },
    suites: {
      frame: { cases: 2, pass: 1, mild: 0, left: 0, fail: 1 },
      varsize: { cases: 3, pass: 0, mild: 1, left: 1, fail: 1 },
    },
    skippedSuites: [],
    notPassed: [
      {
        ...{ id: "frame/b", verdict: "fail", requirements: ["R-001", "R-009"] },
        why: 'whole: expected "<&>", found \u0001\ud800 and more',
      },
      { id: "varsize/a", verdict: "skipped", why: "no op varsize", requirements: [] },
      { id: "varsize/b", verdict: "crash", why: "it ended", requirements: [] },
      { id: "varsize/c", verdict: "non-strict", why: "no level", requirements: [] },
    ],
  });
});

test("a suite that a peer skips as a whole is one entry, with its cases by requirement", (t) => {
  const results = report.results.map((result) => ({ ...result, verdict: "skipped" as const, detail: "no op" }));
  const { skippedSuites, notPassed } = peerData({ ...entry, report: { ...report, results } });
  t.deepEqual(skippedSuites, [
    { suite: "frame", verdict: "skipped", why: "no op", cases: 2, requirements: { "R-001": 2, "R-009": 1 } },
    { suite: "varsize", verdict: "skipped", why: "no op", cases: 3, requirements: {} },
  ]);
  t.deepEqual(notPassed, []);
});

test("what make interop writes follows the schema, and the committed file does", (t) => {
  t.is(problemsOf(() => undefined), "");
  t.true(committed.peers.length >= 7);
});

test("the schema names unknown members, missing ones, and sums that contradict the lists, each with its path", (t) => {
  const first = (data: InteropData): InteropData["peers"][number] => data.peers[0] as InteropData["peers"][number];
  t.regex(problemsOf((data) => Object.assign(first(data), { suties: {} })), /^interop\.json: peers\[0\]: .*"suties"/);
  t.regex(
    problemsOf((data) => Object.assign(first(data).notPassed[0] ?? {}, { reason: "" })),
    /^interop\.json: peers\[0\]\.notPassed\[0\]: .*"reason"/,
  );
  t.regex(problemsOf((data) => Object.assign(data, { warnings: undefined })), /^interop\.json: warnings: /);
  t.is(problemsOf((data) => first(data).notPassed.pop()), "interop.json: peers[0]: mild is 1, but 0 in notPassed and skippedSuites");
  t.is(
    problemsOf((data) => Object.assign(first(data), { pass: 2, fail: 1 })),
    [
      "interop.json: peers[0]: pass is 2, but 1 in its suites",
      "interop.json: peers[0]: fail is 1, but 2 in its suites",
      "interop.json: peers[0]: fail is 1, but 2 in notPassed and skippedSuites",
    ].join("\n"),
  );
});
