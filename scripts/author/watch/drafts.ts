/**
 * Builds drafts in a thread whose modules stay loaded until they change.
 *
 * @module
 */
import { extname } from "node:path";
import { Worker } from "node:worker_threads";

import type { DraftStepResult } from "./draft-worker.ts";

/** The thread beside this module; in the package, beside the bundle that contains it. */
const WORKER = new URL(`./draft-worker${extname(import.meta.url)}`, import.meta.url);

/** Builds one draft at a time. */
export class DraftBuilder {
  readonly #program: URL;
  #worker: Worker | undefined;

  /** @param program - the module of the thread (default: `draft-worker`) */
  constructor(program: URL = WORKER) {
    this.#program = program;
  }

  /** Builds a draft into a folder; never rejects. After a failure of the thread, the next build starts a new one. */
  build(path: string, output: string): Promise<DraftStepResult> {
    const worker = (this.#worker ??= new Worker(this.#program));
    const failed = (reason: string): DraftStepResult => ({ ok: false, output: reason, inputs: [] });
    return new Promise<DraftStepResult>((resolve) => {
      worker.once("message", resolve);
      worker.once("error", (error) => (void this.reload(), resolve(failed(error.stack ?? error.message))));
      worker.once("exit", (code) => (void this.reload(), resolve(failed(`the build ended with ${code}`))));
      worker.postMessage({ path, output });
    }).finally(() => ["message", "error", "exit"].forEach((event) => worker.removeAllListeners(event)));
  }

  /** Ends the thread, so that the next build loads the modules again. */
  async reload(): Promise<void> {
    const worker = this.#worker;
    this.#worker = undefined;
    await worker?.terminate();
  }
}
