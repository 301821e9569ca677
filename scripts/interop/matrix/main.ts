/**
 * Runs all peers that this repository knows, adapters on the vectors and live peers on the cases of the conformance runner,
 * and writes what became of it: `node build/scripts/interop/matrix/main.js [--out FILE] [--data FILE]`.
 * The page is for people, the data for the draft. The exit code is 1 where a peer fails a case.
 *
 * @module
 */
import { execFileSync } from "node:child_process";
import { dirname } from "node:path";
import { parseArgs } from "node:util";

import { websocket2 } from "../../../reference/schema/index.ts";
import { self } from "../../cli/package.ts";
import { plain } from "../../cli/style.ts";
import { fieldsText } from "../../cli/vectors-show.ts";
import { writeFileWhole } from "../../files.ts";
import type { Role } from "../conformance/case.ts";
import { FileError } from "../files/problems.ts";
import { readSuites, type SuiteFile } from "../files/read.ts";
import { suiteSchema } from "../format/suite.ts";
import { Unreachable } from "../h2/index.ts";
import { type Manifest, readManifest } from "../manifest.ts";
import { guardProcesses } from "../proxies/processes.ts";
import { draftOf } from "../report/draft.ts";
import { type Draft, type Result, weightOf } from "../report/result.ts";
import { columnsText } from "../report/text.ts";
import { Adapter } from "../runner/process.ts";
import { runVectors } from "../runner/run.ts";
import { allCases } from "../select.ts";
import { findAdapters, missingPrograms, runtimeOf } from "./adapters.ts";
import { matrixHtml } from "./html.ts";
import { NotTried, type Trial, tryLive } from "./live.ts";
import { type Entry, type MatrixData, peerData } from "./matrix.ts";
import { findPeers, type LivePeer } from "./peers.ts";

const ROOT = "spec-tests/vectors";
const ADAPTERS = "spec-tests/adapters";
const PEERS = "spec-tests/peers";
const BUILT = "build/draft";
const TIMEOUT = 10_000;

/** Failed cases with their octets, field by field. */
function annotate(results: readonly Result[], files: readonly SuiteFile[]): Result[] {
  const cases = new Map(allCases(files).map((placed) => [placed.case.id, placed]));
  return results.map((result) => {
    const placed = weightOf(result) === "bad" ? cases.get(result.id) : undefined;
    return placed === undefined ? result : { ...result, exchange: [...(result.exchange ?? []), "", ...fieldsText(placed, websocket2, plain)] };
  });
}

/** An adapter that can be tried. */
interface Peer {
  readonly language: string;
  readonly runtime: string;
  readonly command: string;
}

const ws2 = `"${process.execPath}" build/scripts/cli.js`;

const written = { language: "TypeScript", runtime: `Node.js ${process.version}` };

const own: Peer = { ...written, command: `${ws2} adapter` };

const ownLive: LivePeer = {
  ...written,
  name: self.name,
  version: self.version,
  server: `${ws2} serve --h2c --port 0 --compression lz4,deflate`,
  client: `${ws2} connect --echo --compression lz4,deflate {url}`,
};

/** The adapters that can be tried here, built; the others with the reason. */
function adaptersHere(): { peers: Peer[]; absent: string[] } {
  const peers = [own];
  const absent: string[] = [];
  for (const known of findAdapters(ADAPTERS)) {
    const missing = missingPrograms(known);
    if (missing.length > 0) {
      absent.push(`The adapter ${known.folder} was not tried, for want of ${missing.join(" and ")}.`);
      continue;
    }
    const [program, ...rest] = known.build ?? [];
    if (program !== undefined) execFileSync(program, rest, { stdio: ["ignore", "ignore", "inherit"] });
    peers.push({ language: known.language, runtime: runtimeOf(known), command: known.run });
  }
  return { peers, absent };
}

async function tryPeer({ language, runtime, command }: Peer, files: readonly SuiteFile[], draft: Draft): Promise<Entry> {
  const adapter = new Adapter({ command, timeout: TIMEOUT });
  try {
    const run = await runVectors(files, adapter);
    const report = { title: "Interop vectors", peer: run.adapter, results: annotate(run.results, files), notes: [], draft };
    return { language, runtime, by: "vectors", report };
  } finally {
    adapter.drop();
  }
}

/** Live peers in both roles; of those that could not be tried the reason. */
async function tryAllLive(peers: readonly LivePeer[], trial: Trial): Promise<{ entries: Entry[]; absent: string[] }> {
  const entries: Entry[] = [];
  const absent: string[] = [];
  const roles: readonly Role[] = ["server", "client"];
  for (const [role, peer] of roles.flatMap((role) => peers.map((peer) => [role, peer] as const))) {
    try {
      const entry = await tryLive(peer, role, trial);
      if (entry === undefined) continue;
      tell(entry);
      entries.push(entry);
    } catch (error) {
      if (!(error instanceof NotTried || error instanceof Unreachable)) throw error;
      absent.push(`The ${role} ${peer.name} was not tried: ${error.message}`);
    }
  }
  return { entries, absent };
}

function manifestOf(): Manifest {
  const manifest = readManifest(ROOT);
  if (manifest === undefined) throw new FileError(`${ROOT}/manifest.json is not there: run make vectors`);
  return manifest;
}

/** Says how far it is: all of it takes minutes. */
function tell(entry: Entry): void {
  const { name, by, cases, pass } = peerData(entry);
  console.error(`${name}, ${by}: ${pass} of ${cases} cases passed`);
}

function summary({ peers }: MatrixData): string {
  const heads = ["peer", "by", "cases", "pass", "non-strict", "left out", "fail"];
  const rows = peers.map(({ name, version, by, cases, pass, mild, left, fail }) => [`${name} ${version}`, by, ...[cases, pass, mild, left, fail].map(String)]);
  return columnsText([heads, ...rows]).join("\n");
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { out: { type: "string", default: "build/interop/index.html" }, data: { type: "string", default: "draft/data/interop.json" } },
  });
  guardProcesses();
  const manifest = manifestOf();
  const files = readSuites(ROOT, suiteSchema(websocket2));
  const draft = draftOf(manifest, BUILT, dirname(values.out));
  const adapters = adaptersHere();
  const others = findPeers(PEERS);
  const entries: Entry[] = [];
  for (const peer of adapters.peers) {
    const entry = await tryPeer(peer, files, draft);
    tell(entry);
    entries.push(entry);
  }
  const live = await tryAllLive([ownLive, ...others.peers], { files, draft });
  entries.push(...live.entries);
  const absent = [...adapters.absent, ...others.absent, ...live.absent];
  const date = new Date().toISOString().slice(0, 10);
  const data: MatrixData = { date, draft: manifest.draft, vectors: manifest.root, peers: entries.map(peerData) };
  writeFileWhole(values.out, matrixHtml(data, entries, absent));
  writeFileWhole(values.data, `${JSON.stringify(data, undefined, 2)}\n`);
  console.log([summary(data), ...absent, `${values.out}, ${values.data}`].join("\n"));
  return data.peers.some(({ fail }) => fail > 0) ? 1 : 0;
}

try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof FileError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
