/**
 * Runs the matrix: every path by every question, phase by phase.
 *
 * @module
 */
import { join } from "node:path";

import { NotInstalledError, StartError } from "../paths/start-intermediary.ts";
import type { IntermediaryPath } from "../paths/path.ts";
import { findProgram, versionOf } from "../paths/programs.ts";
import type { Intermediary } from "../catalogue/intermediary.ts";
import { type CheckPhase, checkPhases, type PathCheck } from "../checks/path-check.ts";
import { type CheckResults, runPathChecks } from "./run-path-checks.ts";
import type { Testbed } from "../testbed/testbed.ts";
import type { PathReport, IntermediariesReport } from "./report.ts";
import { summaryOf } from "./summary.ts";

/** What a run tells as it goes. */
export interface MatrixObserver {
  /** A path has answered the questions of a phase. */
  readonly onPhaseDone: (path: IntermediaryPath, phase: CheckPhase, answers: CheckResults) => void;
  readonly onSkipped: (path: IntermediaryPath, why: string) => void;
}

/** What a run found. */
export type MatrixResults = Pick<IntermediariesReport, "paths" | "skipped">;

const versions = new Map<Intermediary, string>();

/** The version of a proxy on this machine; `unknown` where it is not installed or tells none. */
export function installedVersion(proxy: Intermediary): string {
  const program = findProgram(proxy.program, process.env["PATH"] ?? "");
  const known = versions.get(proxy) ?? (program === undefined ? undefined : versionOf(proxy, program)) ?? "unknown";
  versions.set(proxy, known);
  return known;
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

/** One path in the course of a run. */
class PathTrial {
  readonly path: IntermediaryPath;
  readonly answers: CheckResults;
  /** Why it cannot be tried. */
  skipped: string | undefined;
  readonly #folder: string;

  constructor(path: IntermediaryPath, folder: string, answers: CheckResults) {
    this.path = path;
    this.answers = answers;
    this.#folder = folder;
  }

  async runPhase(phase: CheckPhase, questions: readonly PathCheck[], bench: Testbed, watch: MatrixObserver): Promise<void> {
    if (this.skipped !== undefined) return;
    try {
      await runPathChecks(this.path, phase, questions, { ...bench, folder: this.#folder }, this.answers);
      watch.onPhaseDone(this.path, phase, this.answers);
    } catch (error) {
      if (!(error instanceof NotInstalledError || error instanceof StartError)) throw error;
      this.skipped = error.message;
      watch.onSkipped(this.path, error.message);
    }
  }
}

/**
 * Tries paths. Where times count they are tried one after the other, so that none disturbs another; where only waiting counts, all at once.
 *
 * @param date - of today; @param known - answers of a path that stay, unless they are asked for again
 * @throws what is no fault of a proxy
 */
export async function runMatrix(paths: readonly IntermediaryPath[], questions: readonly PathCheck[], bench: Testbed, date: string, watch: MatrixObserver, known: (path: IntermediaryPath) => CheckResults = () => ({})): Promise<MatrixResults> {
  const trials = paths.map((path, index) => new PathTrial(path, join(bench.folder, `path-${index}`), { ...known(path) }));
  for (const phase of Object.keys(checkPhases) as CheckPhase[]) {
    if (!questions.some((question) => question.phase === phase)) continue;
    const ask = (trial: PathTrial): Promise<void> => trial.runPhase(phase, questions, bench, watch);
    if (checkPhases[phase].together) await Promise.all(trials.map(ask));
    else for (const trial of trials) await ask(trial);
  }
  return {
    paths: trials.filter(({ skipped }) => skipped === undefined).map(({ path, answers }) => ({ id: path.id, purpose: path.hops.at(-1)?.configuration.purpose ?? "forward", hops: reportedIntermediaries(path), date, summary: summaryOf(answers), answers })),
    skipped: trials.flatMap(({ path, skipped }) => (skipped === undefined ? [] : [{ id: path.id, why: skipped }])),
  };
}
