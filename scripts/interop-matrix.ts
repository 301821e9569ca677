/**
 * Runs all peers that this repository knows, adapters on the vectors and live peers on the cases of the conformance runner,
 * and writes what became of it: `node build/scripts/interop-matrix.js [--out FILE] [--data FILE]`.
 * The page is for people, the data for the draft. The exit code is 1 where a peer fails a case.
 *
 * @module
 */
import { execFileSync } from "node:child_process";
import { dirname } from "node:path";

import { websocket2 } from "../reference/schema/index.ts";
import { packageInfo } from "./cli/package.ts";
import { plainStyle } from "./cli/terminal/style.ts";
import { annotatedOctets } from "./cli/vectors/show.ts";
import { writeFileAtomic } from "./common/files.ts";
import { type OptionValues, runProgram } from "./common/program.ts";
import type { PeerRole } from "./interop/conformance/conformance-case.ts";
import { FileError } from "./common/validate-file.ts";
import { readSuites, type SuiteFile } from "./interop/vectors/read-suites.ts";
import { suiteSchema } from "./interop/format/suite-schema.ts";
import { UnreachableError } from "./interop/h2/index.ts";
import { type Manifest, readManifest } from "./interop/vectors/manifest.ts";
import { killProcessesOnExit } from "./interop/intermediaries/paths/managed-process.ts";
import { reportDraft } from "./interop/report/report-draft.ts";
import { type ReportDraft, type TestResult, weightOf } from "./interop/report/result.ts";
import { alignColumns } from "./interop/report/text-report.ts";
import { Adapter } from "./interop/runner/adapter-process.ts";
import { runVectors } from "./interop/runner/run-vectors.ts";
import { allCases } from "./interop/vectors/select-cases.ts";
import { findAdapters, missingPrograms, adapterRuntime } from "./interop/matrix/find-adapters.ts";
import { matrixHtml } from "./interop/matrix/matrix-html.ts";
import { PeerUnavailable, type LiveTestOptions, testLivePeer } from "./interop/matrix/live-peer.ts";
import { type MatrixEntry, type MatrixData, peerData } from "./interop/matrix/matrix.ts";
import { findPeers, type LivePeer } from "./interop/matrix/find-peers.ts";

const ROOT = "spec-tests/vectors";
const ADAPTERS = "spec-tests/adapters";
const PEERS = "spec-tests/peers";
const BUILT = "build/draft";
const TIMEOUT = 10_000;

/** Failed cases with their octets, field by field. */
function addFieldTrace(results: readonly TestResult[], files: readonly SuiteFile[]): TestResult[] {
  const cases = new Map(allCases(files).map((placed) => [placed.case.id, placed]));
  return results.map((result) => {
    const placed = weightOf(result) === "bad" ? cases.get(result.id) : undefined;
    return placed === undefined ? result : { ...result, exchange: [...(result.exchange ?? []), "", ...annotatedOctets(placed, websocket2, plainStyle)] };
  });
}

/** An adapter that can be tried. */
interface AdapterPeer {
  readonly language: string;
  readonly runtime: string;
  readonly command: string;
}

const ws2 = `"${process.execPath}" build/scripts/cli.js`;

const ownImplementation = { language: "TypeScript", runtime: `Node.js ${process.version}` };

const ownAdapter: AdapterPeer = { ...ownImplementation, command: `${ws2} adapter` };

const ownLivePeer: LivePeer = {
  ...ownImplementation,
  name: packageInfo.name,
  version: packageInfo.version,
  server: `${ws2} serve --h2c --port 0 --compression lz4,deflate`,
  client: `${ws2} connect --echo --compression lz4,deflate {url}`,
};

/** The adapters that can be tried here, built; the others with the reason. */
function availableAdapters(): { peers: AdapterPeer[]; absent: string[] } {
  const peers = [ownAdapter];
  const absent: string[] = [];
  for (const known of findAdapters(ADAPTERS)) {
    const missing = missingPrograms(known);
    if (missing.length > 0) {
      absent.push(`The adapter ${known.folder} was not tried, for want of ${missing.join(" and ")}.`);
      continue;
    }
    const [program, ...rest] = known.build ?? [];
    if (program !== undefined) execFileSync(program, rest, { stdio: ["ignore", "ignore", "inherit"] });
    peers.push({ language: known.language, runtime: adapterRuntime(known), command: known.run });
  }
  return { peers, absent };
}

async function testAdapter({ language, runtime, command }: AdapterPeer, files: readonly SuiteFile[], draft: ReportDraft): Promise<MatrixEntry> {
  const adapter = new Adapter({ command, timeoutMs: TIMEOUT });
  try {
    const run = await runVectors(files, adapter);
    const report = { title: "Interop vectors", peer: run.adapter, results: addFieldTrace(run.results, files), notes: [], draft };
    return { language, runtime, by: "vectors", report };
  } finally {
    adapter.discard();
  }
}

/** Live peers in both roles; of those that could not be tried the reason. */
async function testLivePeers(peers: readonly LivePeer[], trial: LiveTestOptions): Promise<{ entries: MatrixEntry[]; absent: string[] }> {
  const entries: MatrixEntry[] = [];
  const absent: string[] = [];
  const roles: readonly PeerRole[] = ["server", "client"];
  for (const [role, peer] of roles.flatMap((role) => peers.map((peer) => [role, peer] as const))) {
    try {
      const entry = await testLivePeer(peer, role, trial);
      if (entry === undefined) continue;
      printProgress(entry);
      entries.push(entry);
    } catch (error) {
      if (!(error instanceof PeerUnavailable || error instanceof UnreachableError)) throw error;
      absent.push(`The ${role} ${peer.name} was not tried: ${error.message}`);
    }
  }
  return { entries, absent };
}

function requireManifest(): Manifest {
  const manifest = readManifest(ROOT);
  if (manifest === undefined) throw new FileError(`${ROOT}/manifest.json is not there: run make vectors`);
  return manifest;
}

/** Says how far it is: all of it takes minutes. */
function printProgress(entry: MatrixEntry): void {
  const { name, by, cases, pass } = peerData(entry);
  console.error(`${name}, ${by}: ${pass} of ${cases} cases passed`);
}

function summary({ peers }: MatrixData): string {
  const heads = ["peer", "by", "cases", "pass", "non-strict", "left out", "fail"];
  const rows = peers.map(({ name, version, by, cases, pass, mild, left, fail }) => [`${name} ${version}`, by, ...[cases, pass, mild, left, fail].map(String)]);
  return alignColumns([heads, ...rows]).join("\n");
}

const usage = `usage: interop-matrix.js [--out FILE] [--data FILE]
  --out FILE   the page (build/interop/index.html)
  --data FILE  the data for the draft (draft/data/interop.json)`;

const options = { out: { type: "string", default: "build/interop/index.html" }, data: { type: "string", default: "draft/data/interop.json" } } as const;

async function main(values: OptionValues<typeof options>): Promise<number> {
  killProcessesOnExit();
  const manifest = requireManifest();
  const files = readSuites(ROOT, suiteSchema(websocket2));
  const draft = reportDraft(manifest, BUILT, dirname(values.out));
  const adapters = availableAdapters();
  const others = findPeers(PEERS);
  const entries: MatrixEntry[] = [];
  for (const peer of adapters.peers) {
    const entry = await testAdapter(peer, files, draft);
    printProgress(entry);
    entries.push(entry);
  }
  const live = await testLivePeers([ownLivePeer, ...others.peers], { files, draft });
  entries.push(...live.entries);
  const absent = [...adapters.absent, ...others.absent, ...live.absent];
  const date = new Date().toISOString().slice(0, 10);
  const data: MatrixData = { date, draft: manifest.draft, vectors: manifest.root, peers: entries.map(peerData) };
  writeFileAtomic(values.out, matrixHtml(data, entries, absent));
  writeFileAtomic(values.data, `${JSON.stringify(data, undefined, 2)}\n`);
  console.log([summary(data), ...absent, `${values.out}, ${values.data}`].join("\n"));
  return data.peers.some(({ fail }) => fail > 0) ? 1 : 0;
}

await runProgram({ usage, options, main });
