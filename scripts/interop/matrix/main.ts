/**
 * Runs all peers that this repository knows and writes what became of it:
 * `node build/scripts/interop/matrix/main.js [--out FILE] [--data FILE]`.
 * The page is for people, the data for the draft. The exit code is 1 where a peer fails a case.
 *
 * @module
 */
import { execFileSync } from "node:child_process";
import { dirname } from "node:path";
import { parseArgs } from "node:util";

import { websocket2 } from "../../../reference/schema/index.ts";
import { plain } from "../../cli/style.ts";
import { fieldsText } from "../../cli/vectors-show.ts";
import { writeFileWhole } from "../../files.ts";
import { FileError } from "../files/problems.ts";
import { readSuites, type SuiteFile } from "../files/read.ts";
import { suiteSchema } from "../format/suite.ts";
import { type Manifest, readManifest } from "../manifest.ts";
import { draftOf } from "../report/draft.ts";
import { type Draft, type Result, weightOf } from "../report/result.ts";
import { columnsText } from "../report/text.ts";
import { Adapter } from "../runner/process.ts";
import { runVectors } from "../runner/run.ts";
import { allCases } from "../select.ts";
import { findAdapters, missingPrograms, runtimeOf } from "./adapters.ts";
import { matrixHtml } from "./html.ts";
import { type Entry, type MatrixData, peerData } from "./matrix.ts";

const ROOT = "spec-tests/vectors";
const ADAPTERS = "spec-tests/adapters";
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

/** A peer that can be tried. */
interface Peer {
  readonly language: string;
  readonly runtime: string;
  readonly command: string;
}

const own: Peer = { language: "TypeScript", runtime: `Node.js ${process.version}`, command: `"${process.execPath}" build/scripts/cli.js adapter` };

/** The adapters that can be tried here, built; the others with the reason. */
function peersHere(): { peers: Peer[]; absent: string[] } {
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

function manifestOf(): Manifest {
  const manifest = readManifest(ROOT);
  if (manifest === undefined) throw new FileError(`${ROOT}/manifest.json is not there: run make vectors`);
  return manifest;
}

function summary({ peers }: MatrixData): string {
  const rows = peers.map(({ name, version, cases, pass, left, fail }) => [`${name} ${version}`, ...[cases, pass, left, fail].map(String)]);
  return columnsText([["peer", "cases", "pass", "left out", "fail"], ...rows]).join("\n");
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { out: { type: "string", default: "build/interop/index.html" }, data: { type: "string", default: "draft/data/interop.json" } },
  });
  const manifest = manifestOf();
  const files = readSuites(ROOT, suiteSchema(websocket2));
  const draft = draftOf(manifest, BUILT, dirname(values.out));
  const { peers, absent } = peersHere();
  const entries: Entry[] = [];
  for (const peer of peers) entries.push(await tryPeer(peer, files, draft));
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
