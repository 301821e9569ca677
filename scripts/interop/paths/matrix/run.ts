/**
 * Runs the matrix: every path by every question, phase by phase.
 *
 * @module
 */
import { join } from "node:path";

import { NotInstalledError, StartError } from "../../proxies/hop.ts";
import type { Path } from "../../proxies/path.ts";
import { findProgram, versionOf } from "../../proxies/programs.ts";
import type { Proxy } from "../../proxies/proxy.ts";
import { type Phase, phases, type Question } from "../question.ts";
import { type Answers, askPath } from "./ask.ts";
import type { SharedBench } from "./bench.ts";
import type { PathResults, Results } from "./results.ts";
import { summaryOf } from "./summary.ts";

/** What a run tells as it goes. */
export interface Watch {
  /** A path has answered the questions of a phase. */
  readonly asked: (path: Path, phase: Phase, answers: Answers) => void;
  readonly skipped: (path: Path, why: string) => void;
}

/** What a run found. */
export type Found = Pick<Results, "paths" | "skipped">;

const versions = new Map<Proxy, string>();

/** The version of a proxy on this machine; `unknown` where it is not installed or tells none. */
export function installedVersion(proxy: Proxy): string {
  const program = findProgram(proxy.program, process.env["PATH"] ?? "");
  const known = versions.get(proxy) ?? (program === undefined ? undefined : versionOf(proxy, program)) ?? "unknown";
  versions.set(proxy, known);
  return known;
}

function hopsOf({ hops }: Path): PathResults["hops"] {
  return hops.map(({ proxy, configuration }) => ({
    proxy: proxy.name,
    title: proxy.title,
    version: installedVersion(proxy),
    configuration: configuration.name,
    says: configuration.says,
  }));
}

/** One path in the course of a run. */
class Trial {
  readonly path: Path;
  readonly answers: Answers;
  /** Why it cannot be tried. */
  skipped: string | undefined;
  readonly #folder: string;

  constructor(path: Path, folder: string, answers: Answers) {
    this.path = path;
    this.answers = answers;
    this.#folder = folder;
  }

  async ask(phase: Phase, questions: readonly Question[], bench: SharedBench, watch: Watch): Promise<void> {
    if (this.skipped !== undefined) return;
    try {
      await askPath(this.path, phase, questions, { ...bench, folder: this.#folder }, this.answers);
      watch.asked(this.path, phase, this.answers);
    } catch (error) {
      if (!(error instanceof NotInstalledError || error instanceof StartError)) throw error;
      this.skipped = error.message;
      watch.skipped(this.path, error.message);
    }
  }
}

/**
 * Tries paths. Where times count they are tried one after the other, so that none disturbs another; where only waiting counts, all at once.
 *
 * @param date - of today; @param known - answers of a path that stay, unless they are asked for again
 * @throws what is no fault of a proxy
 */
export async function runMatrix(paths: readonly Path[], questions: readonly Question[], bench: SharedBench, date: string, watch: Watch, known: (path: Path) => Answers = () => ({})): Promise<Found> {
  const trials = paths.map((path, index) => new Trial(path, join(bench.folder, `path-${index}`), { ...known(path) }));
  for (const phase of Object.keys(phases) as Phase[]) {
    if (!questions.some((question) => question.phase === phase)) continue;
    const ask = (trial: Trial): Promise<void> => trial.ask(phase, questions, bench, watch);
    if (phases[phase].together) await Promise.all(trials.map(ask));
    else for (const trial of trials) await ask(trial);
  }
  return {
    paths: trials.filter(({ skipped }) => skipped === undefined).map(({ path, answers }) => ({ id: path.id, purpose: path.hops.at(-1)?.configuration.purpose ?? "forward", hops: hopsOf(path), date, summary: summaryOf(answers), answers })),
    skipped: trials.flatMap(({ path, skipped }) => (skipped === undefined ? [] : [{ id: path.id, why: skipped }])),
  };
}
