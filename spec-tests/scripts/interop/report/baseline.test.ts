import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import test, { type ExecutionContext } from "ava";

import { FileError } from "../../../../scripts/common/validate-file.ts";
import { baselineNotes, baselineText, markKnown, readBaseline } from "../../../../scripts/interop/report/baseline.ts";
import { jsonReport } from "../../../../scripts/interop/report/json-report.ts";
import { isClean } from "../../../../scripts/interop/report/result.ts";
import { textReport } from "../../../../scripts/interop/report/text-report.ts";
import { report } from "./example.ts";

function file(t: ExecutionContext, text: string): string {
  const folder = mkdtempSync(join(tmpdir(), "baseline-"));
  t.teardown(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, "known"), text);
  return join(folder, "known");
}

test("the written list makes every failure known, and the run is then clean", (t) => {
  const text = baselineText(report.title, report.results);
  t.is(text, "# Interop vectors: known failures, one id or pattern a line.\nframe/b  # fail\nvarsize/b  # crash\n");
  const baseline = readBaseline(file(t, text));
  const results = report.results.map((result) => markKnown(result, baseline));
  t.deepEqual(results.map(({ known }) => known), [undefined, true, undefined, true, undefined]);
  t.true(isClean(results));
  t.is(baselineText(report.title, results), text);
  const shown = textReport({ ...report, results, notes: [] });
  t.true(shown.includes("Known failures, which do not count: 2 cases\n"), shown);
  t.true(shown.endsWith("\nNo new case failed.\n"), shown);
});

test("a report as JSON is a baseline as well", (t) => {
  t.deepEqual(readBaseline(file(t, jsonReport(report))).patterns, ["frame/b", "varsize/b"]);
});

test("a failure that the baseline does not list counts", (t) => {
  const baseline = readBaseline(file(t, "\n  varsize/*  # all\n"));
  t.false(isClean(report.results.map((result) => markKnown(result, baseline))));
});

test("names the lines whose cases pass now, not those whose cases failed or did not run", (t) => {
  const baseline = { file: "known.txt", patterns: ["frame/a", "frame/b", "frame/*", "varsize/a", "other/x"] };
  const results = report.results.map((result) => markKnown(result, baseline));
  t.deepEqual(baselineNotes(results, baseline), [
    "Known failures, listed in known.txt: 1.",
    "Passing now, to be removed from known.txt: frame/a.",
  ]);
  t.deepEqual(baselineNotes(results, undefined), []);
});

test("names the file and the line that cannot be used", (t) => {
  const path = file(t, "frame/b\nframe/c fails sometimes\n");
  const message = `${path}:2: expected one id or pattern, found "frame/c fails sometimes"`;
  t.throws(() => readBaseline(path), { instanceOf: FileError, message });
  t.throws(() => readBaseline("/no/such"), { instanceOf: FileError, message: "/no/such: cannot be read: ENOENT" });
  const json = file(t, '{"peers":[]}');
  t.throws(() => readBaseline(json), {
    instanceOf: FileError,
    message: `${json}: expected a report as ws2 vectors run and ws2 conformance write it with --report json (format 2), found a value without format`,
  });
});
