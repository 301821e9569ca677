/**
 * A run of cases that the user ends early: it prints what there is.
 *
 * @module
 */
import { setMaxListeners } from "node:events";

import { exitCode } from "../../common/program.ts";
import { isClean, type TestResult } from "../../interop/report/result.ts";
import { type CommandIo } from "../command.ts";

/** An end that the user can bring about. */
export interface Interruption {
  /** Aborts as soon as the user wants the end. */
  readonly signal: AbortSignal;
  /** Gives the signals of the system back. */
  readonly release: () => void;
}

/** Listens for the user who wants a run to end; the second wish ends the program at once. */
export function listenForInterruption(io: CommandIo): Interruption {
  const abort = new AbortController();
  // Each case that runs listens to it.
  setMaxListeners(0, abort.signal);
  const release = io.onStop(() => {
    abort.abort();
    // From now on the system's own way applies.
    release();
  });
  return { signal: abort.signal, release };
}

/** The note in the report of a run that ended early, or none. */
export function interruptedNotes(run: number, total: number): string[] {
  return run === total ? [] : [`The run was ended: ${total - run} of ${total} cases were not run.`];
}

/** The exit code of a run: one that ended early proves nothing, whatever passed until then. */
export function runExitCode(results: readonly TestResult[], signal: AbortSignal): number {
  if (signal.aborted) return exitCode.interrupted;
  return isClean(results) ? exitCode.ok : exitCode.failed;
}
