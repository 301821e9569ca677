/**
 * `make intermediaries`: tries WebSocket2 through real proxies and writes down what was found.
 *
 *   node build/scripts/intermediaries.js [--quick] [--only TEXT]... [--ask ID]... [--json FILE] [--page FILE]
 *
 * `--quick` leaves out what takes minutes; `--only` tries the paths whose names contain a text, and keeps the others in FILE;
 * `--ask` asks a question alone, and keeps the other answers in FILE. The exit code is 1 where no path
 * could be tried, 2 where a path or question is not known.
 *
 * @module
 */
import { existsSync, readFileSync } from "node:fs";
import { release, type } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";

import { writeFileAtomic } from "./common/files.ts";
import { intermediaries } from "./interop/intermediaries/catalogue/index.ts";
import { type IntermediaryPath, PathError, readPath } from "./interop/intermediaries/paths/path.ts";
import { withTestbed } from "./interop/intermediaries/testbed/testbed.ts";
import { reportPage } from "./interop/intermediaries/matrix/report-page.ts";
import { intermediariesReport, type IntermediariesReport } from "./interop/intermediaries/matrix/report.ts";
import { type MatrixResults, installedVersion, runMatrix, type MatrixObserver } from "./interop/intermediaries/matrix/run-matrix.ts";
import { cacheSummaries, fixesOf } from "./interop/intermediaries/matrix/summary.ts";
import { testedPaths } from "./interop/intermediaries/paths/tested-paths.ts";
import { checkPhases, type PathCheck } from "./interop/intermediaries/checks/path-check.ts";
import { pathChecks } from "./interop/intermediaries/checks/index.ts";

const ABOUT = "What becomes of WebSocket2 on paths through real proxies, whose configurations stand in scripts/interop/intermediaries/catalogue. Written by make intermediaries.";

/** The name of the operating system as it tells it itself. */
function systemName(): string {
  const node = `Node.js ${process.versions.node}`;
  try {
    const name = /^PRETTY_NAME="?([^"\n]+)/m.exec(readFileSync("/etc/os-release", "utf8"))?.[1];
    return `${name ?? type()}, ${node}`;
  } catch {
    return `${type()} ${release()}, ${node}`;
  }
}

/** What an earlier run found, where only some paths are tried anew. */
function readEarlierReport(file: string | undefined, partly: boolean): MatrixResults {
  if (!partly || file === undefined || !existsSync(file)) return { paths: [], skipped: [] };
  return intermediariesReport.parse(JSON.parse(readFileSync(file, "utf8")));
}

/** Puts what was found now in the place of what was found before. */
function mergeResults(before: MatrixResults, now: MatrixResults): MatrixResults {
  const anew = new Set([...now.paths, ...now.skipped].map(({ id }) => id));
  const order = new Map(testedPaths.map(({ id }, index) => [id, index]));
  const rank = ({ id }: { readonly id: string }): number => order.get(id) ?? Infinity;
  const merge = <T extends { readonly id: string }>(old: readonly T[], fresh: readonly T[]): T[] => [...old.filter(({ id }) => order.has(id) && !anew.has(id)), ...fresh].sort((a, b) => rank(a) - rank(b));
  return { paths: merge(before.paths, now.paths), skipped: merge(before.skipped, now.skipped) };
}

function buildReport(found: MatrixResults, asked: readonly PathCheck[]): IntermediariesReport {
  return intermediariesReport.parse({
    about: ABOUT,
    date,
    system: systemName(),
    questions: asked.map(({ id, group, title, asks }) => ({ id, group, title, asks })),
    proxies: intermediaries.map((proxy) => ({ name: proxy.name, title: proxy.title, package: proxy.package, version: installedVersion(proxy) })),
    caches: cacheSummaries(found.paths),
    mends: fixesOf(new Map(intermediaries.map(({ name, title }) => [name, title]))),
    ...found,
  });
}

const progressPrinter: MatrixObserver = {
  onPhaseDone: ({ id }: IntermediaryPath, phase, answers) => {
    const all = pathChecks.filter((question) => question.phase === phase).flatMap((question) => answers[question.id] ?? []);
    if (all.length > 0) console.log(`${id}: ${phase}, ${all.filter(({ outcome }) => outcome === "yes").length} of ${all.length} yes`);
  },
  onSkipped: ({ id }, why) => console.log(`${id}: skipped: ${why}`),
};

const silentObserver: MatrixObserver = { onPhaseDone: () => undefined, onSkipped: () => undefined };

const date = new Date().toISOString().slice(0, "2026-01-01".length);

/** @returns the exit code */
async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      quick: { type: "boolean", default: false },
      only: { type: "string", multiple: true, default: [] },
      ask: { type: "string", multiple: true, default: [] },
      json: { type: "string" },
      page: { type: "string" },
    },
  });
  const unknown = values.ask.filter((id) => !pathChecks.some((question) => question.id === id));
  if (unknown.length > 0) throw new PathError(`--ask: expected questions out of ${pathChecks.map(({ id }) => id).join(", ")}; found ${unknown.join(", ")}`);
  const asked = pathChecks.filter(({ id, phase }) => (values.ask.length === 0 ? !values.quick || !checkPhases[phase].long : values.ask.includes(id)));
  const tried = testedPaths.filter(({ id }) => values.only.length === 0 || values.only.some((text) => id.includes(text)));
  if (tried.length === 0) throw new PathError(`--only: expected a part of one of ${testedPaths.map(({ id }) => id).join(", ")}; found ${values.only.join(", ")}`);
  const before = readEarlierReport(values.json, values.only.length + values.ask.length > 0);
  const found = await withTestbed(async (bench) => {
    // The first exchanges of a process are slow, and count for nothing.
    await runMatrix([readPath("direct", intermediaries)], pathChecks.filter(({ phase }) => phase === "usual"), { ...bench, folder: join(bench.folder, "first") }, date, silentObserver);
    return runMatrix(tried, asked, bench, date, progressPrinter, (path) => (values.ask.length === 0 ? {} : (before.paths.find(({ id }) => id === path.id)?.answers ?? {})));
  });
  const all = buildReport(mergeResults(before, found), values.ask.length === 0 ? asked : pathChecks);
  if (values.json !== undefined) writeFileAtomic(values.json, `${JSON.stringify(all, null, 1)}\n`);
  if (values.page !== undefined) writeFileAtomic(values.page, reportPage(all, intermediaries));
  console.log(`${all.paths.length} paths tried, ${all.skipped.length} skipped`);
  return all.paths.length === 0 ? 1 : 0;
}

try {
  process.exit(await main());
} catch (error) {
  if (!(error instanceof PathError)) throw error;
  console.error(error.message);
  process.exit(2);
}
