/**
 * `make bench`: runs all benchmarks and writes `BENCHMARKS.md` and `draft/data/benchmarks.json`. With the names of sections, prints
 * those and writes no file. The exit code is 1 if a row failed; missed targets do not count.
 *
 * @module
 */
import { writeFileAtomic } from "./common/files.ts";
import { exitCode, type OptionValues, runProgram, UsageError } from "./common/program.ts";
import { validateFile } from "./common/validate-file.ts";
import { reportText, sectionText, targetsText } from "./bench/markdown.ts";
import { benchReport, machineLoad } from "./bench/report.ts";
import { benchReportSchema, type BenchSectionReport } from "./bench/report-schema.ts";
import { progress } from "./bench/section.ts";
import { benchSections, failedRows, runSection } from "./bench/sections.ts";

const PAGE = "BENCHMARKS.md";
const DATA = "draft/data/benchmarks.json";

const names = Object.keys(benchSections);

const usage = `usage: bench.js [--small] [SECTION]...
  --small  measure little, to see that everything works; write no file
  sections: ${names.join(", ")}; without a section: all, written to ${PAGE} and ${DATA}`;

const options = { small: { type: "boolean", default: false } } as const;

async function main({ small }: OptionValues<typeof options>, only: readonly string[]): Promise<number> {
  const unknown = only.find((name) => !names.includes(name));
  if (unknown !== undefined) throw new UsageError(`expected one of ${names.join(", ")}, found ${JSON.stringify(unknown)}`);
  const load = machineLoad();
  const reports: BenchSectionReport[] = [];
  for (const [id, section] of Object.entries(benchSections)) {
    if (only.length > 0 && !only.includes(id)) continue;
    const report = await runSection(id, section, small ? "small" : "full");
    progress("");
    console.log(`${sectionText(report)}\n\n(${report.seconds} s)\n`);
    reports.push(report);
  }
  const report = benchReport(reports, load);
  const measured = report.targets.filter(({ verdict }) => verdict !== "not measured");
  console.log(`## Targets\n\n${targetsText(only.length === 0 ? report.targets : measured)}`);
  if (only.length === 0 && !small) {
    validateFile(DATA, benchReportSchema, report);
    writeFileAtomic(DATA, `${JSON.stringify(report, undefined, 1)}\n`);
    writeFileAtomic(PAGE, reportText(report));
  }
  const failed = reports.some((each) => each.tables.length === 0 || failedRows(each).length > 0);
  return failed ? exitCode.failed : exitCode.ok;
}

await runProgram({ usage, options, operands: [0, Infinity], main });
