/**
 * Asks a path the questions of one phase.
 *
 * @module
 */
import { readFileSync } from "node:fs";

import type { CertificateFiles } from "../paths/certificate-files.ts";
import { type IntermediaryPath, startPath } from "../paths/path.ts";
import { PathHarness } from "../testbed/path-harness.ts";
import type { TestOrigin } from "../testbed/test-origin.ts";
import { type CheckResult, hasOrigin, no, type CheckPhase, checkPhases, type PathCheck } from "../checks/path-check.ts";
import { withTimeout } from "../../../common/waiting.ts";
import { Semaphore } from "./semaphore.ts";

/** Where a path is tried. */
export interface PathWorkspace {
  readonly origin: TestOrigin;
  readonly files: CertificateFiles;
  /** An empty folder for this path. */
  readonly folder: string;
}

/** How many paths are started at a time: each listens before the next is begun, however slow the machine is. */
const startSemaphore = new Semaphore(2);

/** How long a question may take at most, in ms. */
const CHECK_TIMEOUT_MS = 150_000;

/** Answers by the id of the question. */
export type CheckResults = Record<string, CheckResult>;

/** The question whose answer says whether a connection opens at all. */
const OPENS_CHECK = "opens";

async function runCheck(lab: PathHarness, { run: ask }: PathCheck): Promise<CheckResult> {
  try {
    return (await withTimeout(ask(lab), CHECK_TIMEOUT_MS)) ?? no(`not answered within ${CHECK_TIMEOUT_MS} ms`);
  } catch (error) {
    return no(`the question broke off: ${(error as Error).message}`);
  }
}

/** Whether a question concerns a path, after what is known of it. */
function isApplicable({ appliesTo: of = hasOrigin, needsOpen }: PathCheck, path: IntermediaryPath, answers: CheckResults): boolean {
  return of(path) && (!needsOpen || answers[OPENS_CHECK]?.outcome === "yes");
}

/** Starts a path and asks it some questions, one after the other. */
async function runChecks(path: IntermediaryPath, questions: readonly PathCheck[], place: PathWorkspace, idleS: number | undefined, answers: CheckResults): Promise<void> {
  const { origin, files, folder } = place;
  const running = await startSemaphore.run(() => startPath(path, { folder, origin: origin.ports, files, idleS }));
  const lab = new PathHarness(running, origin, readFileSync(files.certificate, "utf8"));
  try {
    for (const question of questions) if (isApplicable(question, path, answers)) answers[question.id] = await runCheck(lab, question);
  } finally {
    await lab.end();
  }
}

/**
 * Starts a path and asks it what a phase asks. A path that no question concerns is not started. Questions that are asked together each
 * have proxies of their own, so that no traffic of one keeps alive what another wants to see cut.
 *
 * @param answers - those of the phases before; the new ones are put there
 * @throws NotInstalledError, StartError
 */
export async function runPathChecks(path: IntermediaryPath, phase: CheckPhase, questions: readonly PathCheck[], place: PathWorkspace, answers: CheckResults): Promise<void> {
  const { idleS, together } = checkPhases[phase];
  // Before the first answer nothing is known that would keep a question from being asked.
  const isKnown = answers[OPENS_CHECK] !== undefined;
  const mine = questions.filter((question) => question.phase === phase && (isKnown ? isApplicable(question, path, answers) : (question.appliesTo ?? hasOrigin)(path)));
  if (mine.length === 0) return;
  const folder = `${place.folder}/${phase}`;
  if (!together) return runChecks(path, mine, { ...place, folder }, idleS, answers);
  await Promise.all(mine.map((question) => runChecks(path, [question], { ...place, folder: `${folder}/${question.id}` }, idleS, answers)));
}
