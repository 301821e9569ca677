/**
 * The report of a run, merged with the report of an earlier run that covered other paths or checks.
 *
 * @module
 */
import { existsSync, readFileSync } from "node:fs";
import { release, type } from "node:os";

import { intermediaries } from "../catalogue/index.ts";
import type { PathCheck } from "../checks/path-check.ts";
import { testedPaths } from "../paths/tested-paths.ts";
import { intermediariesReport, type IntermediariesReport } from "./report.ts";
import { installedVersion, type MatrixResults } from "./run-matrix.ts";
import { cacheSummaries, fixesOf } from "./summary.ts";

const ABOUT =
  "WebSocket2 on paths through real proxies, whose configurations are in scripts/interop/intermediaries/catalogue. Written by make intermediaries.";

/** Returns the name of the operating system, and the version of Node.js. */
function systemName(): string {
  const node = `Node.js ${process.versions.node}`;
  try {
    const name = /^PRETTY_NAME="?([^"\n]+)/m.exec(readFileSync("/etc/os-release", "utf8"))?.[1];
    return `${name ?? type()}, ${node}`;
  } catch {
    return `${type()} ${release()}, ${node}`;
  }
}

/** Reads the results in a report; none if the file does not exist. @throws z.ZodError if it is not a report */
export function readResults(file: string): MatrixResults {
  return existsSync(file) ? intermediariesReport.parse(JSON.parse(readFileSync(file, "utf8"))) : { paths: [], skipped: [] };
}

/** Replaces earlier results by new ones, path by path, in the order of {@link testedPaths}. Drops paths that are no longer tested. */
export function mergeResults(earlier: MatrixResults, latest: MatrixResults): MatrixResults {
  const renewed = new Set([...latest.paths, ...latest.skipped].map(({ id }) => id));
  const order = new Map(testedPaths.map(({ id }, index) => [id, index]));
  const rank = ({ id }: { readonly id: string }): number => order.get(id) ?? Infinity;
  const merge = <T extends { readonly id: string }>(old: readonly T[], fresh: readonly T[]): T[] =>
    [...old.filter(({ id }) => order.has(id) && !renewed.has(id)), ...fresh].sort((a, b) => rank(a) - rank(b));
  return { paths: merge(earlier.paths, latest.paths), skipped: merge(earlier.skipped, latest.skipped) };
}

/** Returns the parts of a report that follow from its results and from the catalogues. */
export function derivedParts(
  paths: IntermediariesReport["paths"],
  checks: readonly PathCheck[],
): Pick<IntermediariesReport, "about" | "questions" | "caches" | "mends"> {
  return {
    about: ABOUT,
    questions: checks.map(({ id, group, title, description }) => ({ id, group, title, asks: description })),
    caches: cacheSummaries(paths),
    mends: fixesOf(new Map(intermediaries.map(({ name, title }) => [name, title]))),
  };
}

/** Returns a report. @param checks - the checks that it describes; @param date - the day of the run */
export function buildReport(results: MatrixResults, checks: readonly PathCheck[], date: string): IntermediariesReport {
  const { about, questions, caches, mends } = derivedParts(results.paths, checks);
  const proxies = intermediaries.map((proxy) => ({
    name: proxy.name,
    title: proxy.title,
    package: proxy.package,
    version: installedVersion(proxy),
  }));
  return intermediariesReport.parse({ about, date, system: systemName(), proxies, questions, ...results, caches, mends });
}
