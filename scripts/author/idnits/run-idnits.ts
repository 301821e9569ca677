/**
 * Runs idnits on a file, in a thread of its own.
 *
 * @module
 */
import { once } from "node:events";
import { basename, extname } from "node:path";
import { Worker } from "node:worker_threads";

import { FileError } from "../../common/file-error.ts";
import type { IdnitsAnswer, IdnitsTask } from "./idnits-worker.ts";
import type { Nit } from "./waivers.ts";

/** The thread beside this module; in the package, beside the bundle that contains it. */
const WORKER = new URL(`./idnits-worker${extname(import.meta.url)}`, import.meta.url);

/**
 * Returns the findings for one file.
 *
 * @param path - the file; its extension selects the checks
 * @param document - its text
 * @throws {@link FileError} if idnits fails itself
 */
export async function runIdnits(path: string, document: string): Promise<readonly Nit[]> {
  const worker = new Worker(WORKER, { workerData: { name: basename(path), document } satisfies IdnitsTask });
  const [answer] = (await once(worker, "message")) as [IdnitsAnswer];
  await worker.terminate();
  if ("nits" in answer) return answer.nits;
  throw new FileError(`${path}: idnits failed: ${answer.failure}`);
}
