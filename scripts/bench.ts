/**
 * `make bench`: runs all benchmarks and writes `draft/data/benchmarks.json`, and from it `BENCHMARKS.md` and its chart. With the names
 * of sections, prints those and writes no file. The exit code is 1 if a row failed; missed targets do not count.
 *
 * @module
 */
import { existsSync } from "node:fs";

import { writeFileAtomic } from "./common/files.ts";
import { exitCode, type OptionValues, runProgram, UsageError } from "./common/program.ts";
import { readTextFile, validateFile } from "./common/validate-file.ts";
import { chartFileText, reportText, sectionText, targetsText } from "./bench/markdown.ts";
import { benchReport, machineLoad } from "./bench/report.ts";
import { type BenchReport, benchReportSchema, type BenchSectionReport } from "./bench/report-schema.ts";
import { progress } from "./bench/section.ts";
import { benchTargets } from "./bench/targets.ts";
import { benchSections, failedRows, runSection } from "./bench/sections.ts";

const PAGE = "BENCHMARKS.md";
const DATA = "draft/data/benchmarks.json";
const CHART = "draft/data/benchmarks.svg";

const names = Object.keys(benchSections);

const usage = `usage: bench.js [--small] [SECTION]... | --render | --check
  --small   measure little, to see that everything works; write no file
  --render  measure nothing; write ${PAGE} and ${CHART} from ${DATA}
  --check   measure and write nothing; exit with 1 if ${PAGE} or ${CHART} differs from ${DATA}
  sections: ${names.join(", ")}; without a section: all, written to ${DATA}, ${PAGE} and ${CHART}`;

const options = {
  small: { type: "boolean", default: false },
  render: { type: "boolean", default: false },
  check: { type: "boolean", default: false },
} as const;

/** Returns the files that show a report. */
const filesOf = (report: BenchReport): readonly (readonly [path: string, text: string])[] => [
  [PAGE, reportText(report, CHART)],
  [CHART, chartFileText(report)],
];

const readReport = (): BenchReport => validateFile(DATA, benchReportSchema, JSON.parse(readTextFile(DATA)));

function checkFiles(): number {
  const stale = filesOf(readReport()).filter(([path, text]) => !existsSync(path) || readTextFile(path) !== text);
  for (const [path] of stale) console.error(`${path}: differs from ${DATA}; run node build/scripts/bench.js --render`);
  return stale.length > 0 ? exitCode.failed : exitCode.ok;
}

function writeFiles(report: BenchReport): void {
  for (const [path, text] of filesOf(report)) writeFileAtomic(path, text);
}

async function main({ small, render, check }: OptionValues<typeof options>, only: readonly string[]): Promise<number> {
  if (check) return checkFiles();
  if (render) {
    writeFiles(readReport());
    return exitCode.ok;
  }
  return measure(small, only);
}

async function measure(small: boolean, only: readonly string[]): Promise<number> {
  const unknown = only.find((name) => !names.includes(name));
  if (unknown !== undefined) throw new UsageError(`expected one of ${names.join(", ")}, found ${JSON.stringify(unknown)}`);
  const load = machineLoad();
  const reports: BenchSectionReport[] = [];
  for (const [id, section] of Object.entries(benchSections)) {
    if (only.length > 0 && !only.includes(id)) continue;
    const report = await runSection(id, section, small ? "small" : "full");
    progress("");
    console.log(`${sectionText(report, benchTargets)}\n\n(${report.seconds} s)\n`);
    reports.push(report);
  }
  const report = benchReport(reports, load);
  const measured = report.targets.filter(({ verdict }) => verdict !== "not measured");
  console.log(`## Targets\n\n${targetsText(only.length === 0 ? report.targets : measured)}`);
  if (only.length === 0 && !small) {
    validateFile(DATA, benchReportSchema, report);
    writeFileAtomic(DATA, `${JSON.stringify(report, undefined, 1)}\n`);
    writeFiles(report);
  }
  const failed = reports.some((each) => each.tables.length === 0 || failedRows(each).length > 0);
  return failed ? exitCode.failed : exitCode.ok;
}

await runProgram({ usage, options, operands: [0, Infinity], main });
