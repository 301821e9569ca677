/**
 * `make interop`: runs all peers of this repository, adapters on the vectors and live peers on the conformance cases, and writes a page
 * and the data for the draft. The exit code is 1 if a peer fails a case.
 *
 * @module
 */
import { websocket2 } from "../reference/schema/index.ts";
import { compressionMethods } from "../reference/wire/index.ts";
import { packageInfo } from "./cli/package.ts";
import { explainResults } from "./cli/vectors/explain-results.ts";
import { writeFileAtomic } from "./common/files.ts";
import { killProcessesOnExit } from "./common/managed-process.ts";
import { exitCode, type OptionValues, runProgram } from "./common/program.ts";
import { FileError } from "./common/validate-file.ts";
import { suiteSchema } from "./interop/format/suite-schema.ts";
import { matrixHtml } from "./interop/matrix/matrix-html.ts";
import { type Matrix, type MatrixData, type MatrixEntry, peerData } from "./interop/matrix/matrix.ts";
import { matrixText } from "./interop/matrix/matrix-text.ts";
import { type InteropPeers, runInterop } from "./interop/matrix/run-interop.ts";
import { reportDraft } from "./interop/report/report-draft.ts";
import type { TestResult } from "./interop/report/result.ts";
import { type Manifest, readManifest, readSentences } from "./interop/vectors/manifest.ts";
import { readSuites } from "./interop/vectors/read-suites.ts";

const VECTORS = "spec-tests/vectors";

const ws2 = `"${process.execPath}" build/scripts/cli.js`;
/** All methods of the schema. */
const methods = compressionMethods.join(",");
const ownImplementation = { language: "TypeScript", runtime: `Node.js ${process.version}` };

const peers: InteropPeers = {
  adapterFolder: "spec-tests/adapters",
  peerFolder: "spec-tests/peers",
  ownAdapter: { ...ownImplementation, command: `${ws2} adapter` },
  ownPeer: {
    ...ownImplementation,
    name: packageInfo.name,
    version: packageInfo.version,
    server: `${ws2} serve --h2c --port 0 --compression ${methods}`,
    client: `${ws2} connect --echo --compression ${methods} {url}`,
  },
};

function requireManifest(): Manifest {
  const manifest = readManifest(VECTORS);
  if (manifest === undefined) throw new FileError(`${VECTORS}/manifest.json does not exist: run make vectors`);
  return manifest;
}

function printProgress(entry: MatrixEntry): void {
  const { name, by, cases, pass } = peerData(entry);
  console.error(`${name}, ${by}: ${pass} of ${cases} cases passed`);
}

const usage = `usage: interop-matrix.js [--out FILE] [--data FILE]
  --out FILE   the page (build/interop/index.html)
  --data FILE  the data for the draft (draft/data/interop.json)`;

const options = {
  out: { type: "string", default: "build/interop/index.html" },
  data: { type: "string", default: "draft/data/interop.json" },
} as const;

async function main(values: OptionValues<typeof options>): Promise<number> {
  killProcessesOnExit();
  const manifest = requireManifest();
  const files = readSuites(VECTORS, suiteSchema(websocket2));
  const draft = reportDraft(manifest, readSentences(VECTORS));
  const observer = { explain: (results: readonly TestResult[]) => explainResults(results, files, websocket2), onEntry: printProgress };
  const { entries, absent } = await runInterop(peers, { files, draft }, observer);
  const date = new Date().toISOString().slice(0, 10);
  const data: MatrixData = { date, draft: manifest.draft, vectors: manifest.root, peers: entries.map(peerData) };
  const matrix: Matrix = { facts: [date, manifest.draft, `vectors ${manifest.root}`], entries, warnings: absent };
  writeFileAtomic(values.out, matrixHtml(matrix));
  writeFileAtomic(values.data, `${JSON.stringify(data, undefined, 2)}\n`);
  console.log(`${matrixText(matrix)}\n${values.out}, ${values.data}`);
  return data.peers.some(({ fail }) => fail > 0) ? exitCode.failed : exitCode.ok;
}

await runProgram({ usage, options, main });
