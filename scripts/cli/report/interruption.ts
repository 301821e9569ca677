/**
 * Interrupts a run of cases: it reports the results so far.
 *
 * @module
 */
import { setMaxListeners } from "node:events";

import { exitCode } from "../../common/program.ts";
import { isClean, type TestResult } from "../../interop/report/result.ts";
import type { CommandIo } from "../command.ts";

/** The interruption of a run. */
export interface Interruption {
  /** Aborts on the first signal. */
  readonly signal: AbortSignal;
  /** Stops listening for signals. */
  readonly release: () => void;
}

/** Listens for signals: the first one interrupts the run, the second one ends the process. */
export function listenForInterruption(io: CommandIo): Interruption {
  const abort = new AbortController();
  // Each running case listens to the signal.
  setMaxListeners(0, abort.signal);
  const release = io.onStop(() => {
    abort.abort();
    // A second signal has its default effect: it ends the process.
    release();
  });
  return { signal: abort.signal, release };
}

/** Returns the note for the report of an interrupted run; empty for a complete run. */
export function interruptedNotes(run: number, total: number): string[] {
  return run === total ? [] : [`Interrupted: ${total - run} of ${total} cases did not run.`];
}

/** Returns the exit code of a run. An interrupted run has its own code, even if all cases so far passed. */
export function runExitCode(results: readonly TestResult[], signal: AbortSignal): number {
  if (signal.aborted) return exitCode.interrupted;
  return isClean(results) ? exitCode.ok : exitCode.failed;
}
