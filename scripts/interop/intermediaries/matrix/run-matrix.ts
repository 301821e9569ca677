/**
 * Runs the matrix: every check on every path, phase by phase.
 *
 * @module
 */
import { join } from "node:path";

import type { Intermediary } from "../catalogue/intermediary.ts";
import { type CheckPhase, checkPhases, type PathCheck, phaseOf } from "../checks/path-check.ts";
import type { IntermediaryPath } from "../paths/path.ts";
import { findProgram, versionOf } from "../paths/programs.ts";
import { NotInstalledError, StartError } from "../paths/start-intermediary.ts";
import type { Testbed } from "../testbed/testbed.ts";
import type { CheckResults, IntermediariesReport, PathReport } from "./report.ts";
import { runPathChecks } from "./run-path-checks.ts";
import { summaryOf } from "./summary.ts";

/** Observes a run. */
export interface MatrixObserver {
  /** The checks of a phase have run on a path. */
  readonly onPhaseDone: (path: IntermediaryPath, phase: CheckPhase, results: CheckResults) => void;
  /** A path cannot start. */
  readonly onSkipped: (path: IntermediaryPath, why: string) => void;
}

/** An observer that does nothing. */
export const silentObserver: MatrixObserver = { onPhaseDone: () => undefined, onSkipped: () => undefined };

/** Results of a run, path by path. */
export type MatrixResults = Pick<IntermediariesReport, "paths" | "skipped">;

const versions = new Map<Intermediary, string>();

/** Returns the installed version of a proxy; `unknown` if it is not installed or prints none. */
export function installedVersion(proxy: Intermediary): string {
  const program = findProgram(proxy.program, process.env["PATH"] ?? "");
  const version = versions.get(proxy) ?? (program === undefined ? undefined : versionOf(proxy, program)) ?? "unknown";
  versions.set(proxy, version);
  return version;
}

function reportedIntermediaries({ hops }: IntermediaryPath): PathReport["hops"] {
  return hops.map(({ proxy, configuration }) => ({
    proxy: proxy.name,
    title: proxy.title,
    version: installedVersion(proxy),
    configuration: configuration.name,
    says: configuration.summary,
  }));
}

/** A path in a run. */
class PathTrial {
  readonly path: IntermediaryPath;
  readonly results: CheckResults;
  /** Why the path cannot start. */
  skipped: string | undefined;
  readonly #folder: string;

  constructor(path: IntermediaryPath, folder: string, results: CheckResults) {
    this.path = path;
    this.results = results;
    this.#folder = folder;
  }

  async runPhase(phase: CheckPhase, checks: readonly PathCheck[], testbed: Testbed, observer: MatrixObserver): Promise<void> {
    if (this.skipped !== undefined) return;
    try {
      await runPathChecks(this.path, phase, checks, { ...testbed, folder: this.#folder }, this.results);
      observer.onPhaseDone(this.path, phase, this.results);
    } catch (error) {
      if (!(error instanceof NotInstalledError || error instanceof StartError)) throw error;
      this.skipped = error.message;
      observer.onSkipped(this.path, error.message);
    }
  }

  report(date: string): PathReport {
    const { path, results } = this;
    const purpose = path.hops.at(-1)?.configuration.purpose ?? "forward";
    return { id: path.id, purpose, hops: reportedIntermediaries(path), date, summary: summaryOf(results), answers: results };
  }
}

/** The scope of a run. */
export interface MatrixPlan {
  readonly paths: readonly IntermediaryPath[];
  readonly checks: readonly PathCheck[];
  /** The day of the run, `2026-11-24`. */
  readonly date: string;
  /** Returns earlier results of a path, which stay unless the checks run again; none unless given. */
  readonly earlier?: (path: IntermediaryPath) => CheckResults;
}

/**
 * Runs checks on paths. In phases that measure times the paths run one after the other; in phases that only wait, all at once.
 *
 * @throws any error that is not the fault of a proxy
 */
export async function runMatrix(
  { paths, checks, date, earlier = () => ({}) }: MatrixPlan,
  testbed: Testbed,
  observer: MatrixObserver,
): Promise<MatrixResults> {
  const trials = paths.map((path, index) => new PathTrial(path, join(testbed.folder, `path-${index}`), { ...earlier(path) }));
  for (const phase of Object.keys(checkPhases) as CheckPhase[]) {
    if (!checks.some((check) => phaseOf(check) === phase)) continue;
    const run = (trial: PathTrial): Promise<void> => trial.runPhase(phase, checks, testbed, observer);
    if (checkPhases[phase].together) await Promise.all(trials.map(run));
    else for (const trial of trials) await run(trial);
  }
  return {
    paths: trials.filter(({ skipped }) => skipped === undefined).map((trial) => trial.report(date)),
    skipped: trials.flatMap(({ path, skipped }) => (skipped === undefined ? [] : [{ id: path.id, why: skipped }])),
  };
}
