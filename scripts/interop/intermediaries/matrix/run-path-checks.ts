/**
 * Runs the checks of one phase on a path.
 *
 * @module
 */
import { readFileSync } from "node:fs";

import { withTimeout } from "../../../common/waiting.ts";
import { type CheckPhase, checkPhases, hasOrigin, no, type PathCheck, phaseOf } from "../checks/path-check.ts";
import { openingCheck } from "../checks/opening.ts";
import { type IntermediaryPath, startPath } from "../paths/path.ts";
import { PathHarness } from "../testbed/path-harness.ts";
import type { Testbed } from "../testbed/testbed.ts";
import type { CheckResults } from "./report.ts";
import { Semaphore } from "./semaphore.ts";

/** Few paths start at a time, so that each listens in time on a slow machine. */
const startSemaphore = new Semaphore(2);

/** The time limit of a check, in ms. */
const CHECK_TIMEOUT_MS = 150_000;

/** Runs a check. A timeout or an error makes its result a no. */
async function runCheck(harness: PathHarness, check: PathCheck): Promise<CheckResults[string]> {
  try {
    const { outcome, seen, ms } =
      (await withTimeout(check.run(harness), CHECK_TIMEOUT_MS)) ?? no(`not answered within ${CHECK_TIMEOUT_MS} ms`);
    return { outcome, seen, ...(ms === undefined ? {} : { ms }) };
  } catch (error) {
    return no(`the check failed: ${(error as Error).message}`);
  }
}

/** Returns whether a check concerns a path. Until the path has been opened, a check that needs that concerns it too. */
function isApplicable({ appliesTo = hasOrigin, needsOpen }: PathCheck, path: IntermediaryPath, results: CheckResults): boolean {
  const { outcome = "yes" } = results[openingCheck.id] ?? {};
  return appliesTo(path) && (!needsOpen || outcome === "yes");
}

/** Starts a path and runs checks on it, one after the other. */
async function runChecks(
  path: IntermediaryPath,
  checks: readonly PathCheck[],
  { origin, files, folder }: Testbed,
  idleS: number | undefined,
  results: CheckResults,
): Promise<void> {
  const running = await startSemaphore.run(() => startPath(path, { folder, origin: origin.ports, files, idleS }));
  const harness = new PathHarness(running, origin, readFileSync(files.certificate, "utf8"));
  try {
    for (const check of checks) if (isApplicable(check, path, results)) results[check.id] = await runCheck(harness, check);
  } finally {
    await harness.end();
  }
}

/**
 * Starts a path and runs the checks of a phase; does nothing if no check concerns the path. Checks that run together each have proxies
 * of their own, so that the traffic of one does not keep alive a connection that another expects to be cut.
 *
 * @param testbed - with an empty folder for this path
 * @param results - those of earlier phases; the new ones are added
 * @throws {@link NotInstalledError} if a program is missing
 * @throws {@link StartError} if a program does not listen
 */
export async function runPathChecks(
  path: IntermediaryPath,
  phase: CheckPhase,
  checks: readonly PathCheck[],
  testbed: Testbed,
  results: CheckResults,
): Promise<void> {
  const { idleS, together } = checkPhases[phase];
  const concerned = checks.filter((check) => phaseOf(check) === phase && isApplicable(check, path, results));
  if (concerned.length === 0) return;
  const folder = `${testbed.folder}/${phase}`;
  if (!together) return runChecks(path, concerned, { ...testbed, folder }, idleS, results);
  await Promise.all(concerned.map((check) => runChecks(path, [check], { ...testbed, folder: `${folder}/${check.id}` }, idleS, results)));
}
