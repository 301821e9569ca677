/**
 * A thread that runs the library of idnits once. It answers with the findings, or with the reason why idnits failed.
 *
 * Each run needs a thread of its own: regular expressions of the library keep a place in the last text. Offline, the library still
 * asks servers for the status of references, so the thread has no network.
 *
 * @module
 */
import { parentPort, workerData } from "node:worker_threads";

import type { Nit } from "./waivers.ts";

/** The file to check. */
export interface IdnitsTask {
  /** The name of the file; its extension selects the checks. */
  readonly name: string;
  readonly document: string;
}

/** The answer of the thread. */
export type IdnitsAnswer = { readonly nits: readonly Nit[] } | { readonly failure: string };

/** A finding, as the library returns it. */
interface IdnitsFinding {
  readonly name: string;
  readonly message: string;
  readonly path?: string;
  readonly lines?: readonly { readonly line: number }[];
}

/** The used part of the library, which has no types of its own. */
interface IdnitsLibrary {
  readonly checkNits: (raw: Buffer, name: string, options: { readonly offline: boolean }) => Promise<readonly IdnitsFinding[]>;
}

async function answer({ name, document }: IdnitsTask): Promise<IdnitsAnswer> {
  globalThis.fetch = () => Promise.reject(new Error("the check runs without network"));
  console.warn = () => undefined;
  const { checkNits } = (await import("@ietf-tools/idnits" as string)) as IdnitsLibrary;
  try {
    const found = await checkNits(Buffer.from(document), name, { offline: true });
    return { nits: found.map(({ name: code, message: desc, path, lines: line }) => ({ code, desc, path, line })) };
  } catch (error) {
    return { failure: error instanceof Error ? error.message : String(error) };
  }
}

parentPort?.postMessage(await answer(workerData as IdnitsTask));
