/**
 * A thread that builds drafts. It answers a message `{ path, output }` with a result. Its modules stay loaded.
 *
 * @module
 */
import { parentPort } from "node:worker_threads";

import { buildFile } from "../../draft/build-file.ts";
import { dayOfBuild } from "../../draft/source/document-date.ts";
import { formatDiagnostics } from "../../draft/diagnostics/format.ts";
import type { StepResult } from "./rebuilder.ts";

/** The result of a build of a draft. */
export interface DraftStepResult extends StepResult {
  /** The written XML, if the draft has no mistakes. */
  readonly xmlPath?: string;
  /** The files that the build read, or tried to read; empty if it failed as a whole. */
  readonly inputs: readonly string[];
}

parentPort?.on("message", ({ path, output }: { readonly path: string; readonly output: string }) => {
  const { messages, xmlPath, inputs } = buildFile(path, output, dayOfBuild(process.env, Date.now()));
  const result = { ok: messages.length === 0, output: formatDiagnostics(messages), inputs, ...(xmlPath === undefined ? {} : { xmlPath }) };
  parentPort?.postMessage(result satisfies DraftStepResult);
});
