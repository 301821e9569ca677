/**
 * Runs the vectors on adapters.
 *
 * @module
 */
import { execFileSync } from "node:child_process";
import { join } from "node:path";

import type { TestReport, TestResult } from "../report/result.ts";
import { Adapter } from "../runner/adapter-process.ts";
import { runVectors } from "../runner/run-vectors.ts";
import { adapterRuntime, findAdapters, type KnownAdapter, missingPrograms } from "./find-adapters.ts";
import type { MatrixEntry } from "./matrix.ts";
import type { PeerSource } from "./peer-data.ts";
import type { MatrixSources } from "./test-live-peers.ts";

/** The time limit of an answer, in ms. */
const TIMEOUT_MS = 10_000;

/** An adapter that can run. */
export interface AdapterPeer {
  readonly language: string;
  /** The runtime or compiler, with its version. */
  readonly runtime: string;
  /** The command line that starts the adapter. */
  readonly command: string;
}

/** An adapter of this repository. */
export interface SourcedAdapter extends AdapterPeer {
  readonly source: PeerSource;
}

function adapterSource(root: string, { folder, about, needs, build, run }: KnownAdapter): PeerSource {
  const source = { folder: join(root, folder), about, needs: needs.join(" and ") };
  return { ...source, ...(build === undefined ? {} : { build: build.join(" ") }), start: run };
}

/** Builds the adapters below a folder whose programs are installed. @returns these adapters, and a sentence for each of the others */
export function buildAdapters(root: string): { readonly peers: SourcedAdapter[]; readonly absent: string[] } {
  const peers: SourcedAdapter[] = [];
  const absent: string[] = [];
  for (const adapter of findAdapters(root)) {
    const missing = missingPrograms(adapter);
    if (missing.length > 0) {
      absent.push(`The adapter ${adapter.folder} was not tested: it needs ${missing.join(" and ")}.`);
      continue;
    }
    const [program, ...args] = adapter.build ?? [];
    if (program !== undefined) execFileSync(program, args, { stdio: ["ignore", "ignore", "inherit"] });
    const source = adapterSource(root, adapter);
    peers.push({ language: adapter.language, runtime: adapterRuntime(adapter), command: adapter.run, source });
  }
  return { peers, absent };
}

/** Runs all vectors on an adapter. @param explain - adds details to results */
export async function testAdapter(
  peer: AdapterPeer,
  { files, draft }: MatrixSources,
  explain: (results: readonly TestResult[]) => TestResult[],
): Promise<MatrixEntry> {
  const adapter = new Adapter({ command: peer.command, timeoutMs: TIMEOUT_MS });
  try {
    const run = await runVectors(files, adapter);
    const report: TestReport = {
      mode: "vectors",
      title: "Interop vectors",
      peer: run.adapter,
      results: explain(run.results),
      notes: [],
      draft,
    };
    return { language: peer.language, runtime: peer.runtime, report };
  } finally {
    adapter.discard();
  }
}
