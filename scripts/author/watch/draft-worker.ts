/**
 * A thread that builds drafts. It answers a message `{ path, output }` with a result. Its modules stay loaded.
 *
 * @module
 */
import { parentPort } from "node:worker_threads";

import { buildFile } from "../../draft/build-file.ts";
import { formatDiagnostics } from "../../draft/diagnostics/format.ts";
import type { StepResult } from "./rebuilder.ts";

parentPort?.on("message", ({ path, output }: { readonly path: string; readonly output: string }) => {
  const { messages } = buildFile(path, output);
  parentPort?.postMessage({ ok: messages.length === 0, output: formatDiagnostics(messages) } satisfies StepResult);
});
