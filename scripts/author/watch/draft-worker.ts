/**
 * A thread that builds drafts: a message `{ path, output }` is answered by an outcome. Its modules stay loaded.
 *
 * @module
 */
import { parentPort } from "node:worker_threads";

import { buildFile } from "../../draft/file.ts";
import { format } from "../../draft/print.ts";
import type { Outcome } from "./rebuild.ts";

parentPort?.on("message", ({ path, output }: { readonly path: string; readonly output: string }) => {
  const { messages } = buildFile(path, output);
  parentPort?.postMessage({ ok: messages.length === 0, output: format(messages) } satisfies Outcome);
});
