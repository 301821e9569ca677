/**
 * Builds drafts in a thread whose modules stay loaded until they change.
 *
 * @module
 */
import { Worker } from "node:worker_threads";

import type { StepResult } from "./rebuilder.ts";

/** Builds one draft at a time. */
export class DraftBuilder {
  readonly #program: URL;
  #worker: Worker | undefined;

  /** @param program - the module of the thread (default: `draft-worker`) */
  constructor(program: URL = new URL(import.meta.url.replace(/drafts(\.[jt]s)$/, "draft-worker$1"))) {
    this.#program = program;
  }

  /** Builds a draft into a folder; never rejects. After a failure of the thread, the next build starts a new one. */
  build(path: string, output: string): Promise<StepResult> {
    const worker = (this.#worker ??= new Worker(this.#program));
    return new Promise<StepResult>((resolve) => {
      worker.once("message", resolve);
      worker.once("error", (error) => (this.reload(), resolve({ ok: false, output: error.stack ?? error.message })));
      worker.once("exit", (code) => (this.reload(), resolve({ ok: false, output: `the build ended with ${code}` })));
      worker.postMessage({ path, output });
    }).finally(() => ["message", "error", "exit"].forEach((event) => worker.removeAllListeners(event)));
  }

  /** Ends the thread, so that the next build loads the modules again. */
  reload(): void {
    void this.#worker?.terminate();
    this.#worker = undefined;
  }
}
