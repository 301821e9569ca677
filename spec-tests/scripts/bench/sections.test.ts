import test from "ava";

import { reportText } from "../../../scripts/bench/markdown.ts";
import { benchReport } from "../../../scripts/bench/report.ts";
import { benchReportSchema, type BenchSectionReport } from "../../../scripts/bench/report-schema.ts";
import { benchSections, failedRows, runSection } from "../../../scripts/bench/sections.ts";
import { validateFile } from "../../../scripts/common/validate-file.ts";

const reports: BenchSectionReport[] = [];

/** Sections that take seconds at small size. `make soak` runs all of them at this size. */
const QUICK = ["decoding", "encoding", "compression", "path"];

const quickSections = Object.entries(benchSections).filter(([id]) => QUICK.includes(id));

test("the quick sections exist", (t) => t.deepEqual(quickSections.map(([id]) => id).sort(), [...QUICK].sort()));

// Serial, so that few processes run at a time.
for (const [id, section] of quickSections) {
  test.serial(`${id}, at small size, measures each row`, async (t) => {
    const report = await runSection(id, section, "small");
    reports.push(report);
    t.true(report.tables.length > 0, report.notes.join("\n"));
    t.deepEqual(failedRows(report), []);
  });
}

test.serial("the report of sections has the format of the data, and a verdict on each target", (t) => {
  const report = benchReport(reports, 0);
  t.notThrows(() => validateFile("benchmarks.json", benchReportSchema, JSON.parse(JSON.stringify(report))));
  const text = reportText(report, "chart.svg");
  for (const [, { title }] of quickSections) t.regex(text, new RegExp(`^## ${title}$`, "m"));
  for (const { title } of report.targets) t.true(text.includes(`| ${title} | at `), title);
});
