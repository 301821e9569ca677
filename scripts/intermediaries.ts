/**
 * `make intermediaries`: runs the checks of paths through real proxies, and writes a report, which the site and the drafts show.
 *
 *   node build/scripts/intermediaries.js [--quick] [--only TEXT]... [--ask ID]... [--json FILE]
 *
 * `--quick` leaves out checks that take minutes. `--only` runs the paths whose names contain a text, and keeps the others in FILE.
 * `--ask` runs one check, and keeps the other results in FILE. The exit code is 1 if no path runs, 2 for an unknown path or check.
 *
 * @module
 */
import { join } from "node:path";

import { writeFileAtomic } from "./common/files.ts";
import { exitCode, type OptionValues, runProgram, UsageError } from "./common/program.ts";
import { intermediaries } from "./interop/intermediaries/catalogue/index.ts";
import { pathChecks } from "./interop/intermediaries/checks/index.ts";
import { checkPhases, type PathCheck, phaseOf } from "./interop/intermediaries/checks/path-check.ts";
import { buildReport, mergeResults, readResults } from "./interop/intermediaries/matrix/build-report.ts";
import {
  type MatrixObserver,
  type MatrixPlan,
  type MatrixResults,
  runMatrix,
  silentObserver,
} from "./interop/intermediaries/matrix/run-matrix.ts";
import type { CheckResults } from "./interop/intermediaries/matrix/report.ts";
import { type IntermediaryPath, readPath } from "./interop/intermediaries/paths/path.ts";
import { testedPaths } from "./interop/intermediaries/paths/tested-paths.ts";
import { withTestbed } from "./interop/intermediaries/testbed/testbed.ts";

function selectChecks(ids: readonly string[], quick: boolean): PathCheck[] {
  const unknown = ids.filter((id) => !pathChecks.some((check) => check.id === id));
  if (unknown.length > 0) {
    throw new UsageError(`--ask: expected some of ${pathChecks.map(({ id }) => id).join(", ")}; found ${unknown.join(", ")}`);
  }
  if (ids.length > 0) return pathChecks.filter(({ id }) => ids.includes(id));
  return pathChecks.filter((check) => !quick || !checkPhases[phaseOf(check)].long);
}

function selectPaths(texts: readonly string[]): IntermediaryPath[] {
  const paths = testedPaths.filter(({ id }) => texts.length === 0 || texts.some((text) => id.includes(text)));
  if (paths.length === 0) {
    throw new UsageError(`--only: expected a part of one of ${testedPaths.map(({ id }) => id).join(", ")}; found ${texts.join(", ")}`);
  }
  return paths;
}

const progressPrinter: MatrixObserver = {
  onPhaseDone: ({ id }, phase, results) => {
    const run = pathChecks.filter((check) => phaseOf(check) === phase).flatMap((check) => results[check.id] ?? []);
    if (run.length > 0) console.log(`${id}: ${phase}, ${run.filter(({ outcome }) => outcome === "yes").length} of ${run.length} yes`);
  },
  onSkipped: ({ id }, why) => console.log(`${id}: skipped: ${why}`),
};

function runPlan(plan: MatrixPlan): Promise<MatrixResults> {
  return withTestbed(async (testbed) => {
    // The first exchanges of a process are slow, so their results do not count.
    const warmUp = {
      paths: [readPath("direct", intermediaries)],
      checks: pathChecks.filter((check) => phaseOf(check) === "usual"),
      date: plan.date,
    };
    await runMatrix(warmUp, { ...testbed, folder: join(testbed.folder, "first") }, silentObserver);
    return runMatrix(plan, testbed, progressPrinter);
  });
}

const usage = `usage: intermediaries.js [--quick] [--only TEXT]... [--ask ID]... [--json FILE]
  --quick      leave out the checks that take minutes
  --only TEXT  try the paths whose names contain TEXT; keep the other paths of the file of --json
  --ask ID     run one check; keep the other results of the file of --json
  --json FILE  write the results as JSON`;

const options = {
  quick: { type: "boolean", default: false },
  only: { type: "string", multiple: true, default: [] as string[] },
  ask: { type: "string", multiple: true, default: [] as string[] },
  json: { type: "string" },
} as const;

async function main(values: OptionValues<typeof options>): Promise<number> {
  const checks = selectChecks(values.ask, values.quick);
  const paths = selectPaths(values.only);
  const date = new Date().toISOString().slice(0, 10);
  const earlier =
    values.json !== undefined && values.only.length + values.ask.length > 0 ? readResults(values.json) : { paths: [], skipped: [] };
  const earlierOf = ({ id }: IntermediaryPath): CheckResults =>
    values.ask.length === 0 ? {} : (earlier.paths.find((path) => path.id === id)?.answers ?? {});
  const results = await runPlan({ paths, checks, date, earlier: earlierOf });
  const report = buildReport(mergeResults(earlier, results), values.ask.length === 0 ? checks : pathChecks, date);
  if (values.json !== undefined) writeFileAtomic(values.json, `${JSON.stringify(report, null, 1)}\n`);
  console.log(`${report.paths.length} paths run, ${report.skipped.length} skipped`);
  return report.paths.length === 0 ? exitCode.failed : exitCode.ok;
}

await runProgram({ usage, options, main });
// Sockets of stopped intermediaries would keep the process alive.
process.exit();
