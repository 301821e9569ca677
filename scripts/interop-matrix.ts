/**
 * `make interop`: runs all peers of this repository, adapters on the vectors and live peers on the conformance cases, and writes a page
 * and the data for the draft. The exit code is 1 if a peer fails a case.
 *
 * @module
 */
import { readFileSync } from "node:fs";

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
import { testRuntimes } from "./interop/matrix/test-runtimes.ts";
import { worksWithTable } from "./interop/matrix/works-with.ts";
import { reportDraft } from "./interop/report/report-draft.ts";
import type { TestResult } from "./interop/report/result.ts";
import { type Manifest, readManifest, readSentences } from "./interop/vectors/manifest.ts";
import { readSuites } from "./interop/vectors/read-suites.ts";

const VECTORS = "spec-tests/vectors";

const ws2 = `"${process.execPath}" build/ws2/ws2.js`;
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

const runtimeSources = {
  ws2: "build/ws2/ws2.js",
  methods,
  folder: "build/interop/examples",
  version: packageInfo.version,
  onNote: (line: string) => console.error(line),
};

const writeData = (path: string, data: MatrixData): void => writeFileAtomic(path, `${JSON.stringify(data, undefined, 2)}\n`);

const usage = `usage: interop-matrix.js [--runtimes] [--out FILE] [--data FILE]
  --runtimes   tests the runtimes and packages alone, and keeps the other results of the data
  --out FILE   the page (build/interop/index.html)
  --data FILE  the data for the draft and the README (draft/data/interop.json)`;

const options = {
  runtimes: { type: "boolean", default: false },
  out: { type: "string", default: "build/interop/index.html" },
  data: { type: "string", default: "draft/data/interop.json" },
} as const;

async function main(values: OptionValues<typeof options>): Promise<number> {
  killProcessesOnExit();
  const manifest = requireManifest();
  const files = readSuites(VECTORS, suiteSchema(websocket2));
  const draft = reportDraft(manifest, readSentences(VECTORS));
  const explain = (results: readonly TestResult[]): TestResult[] => explainResults(results, files, websocket2);
  const observer = { explain, onEntry: printProgress };
  const tested = await testRuntimes({ ...runtimeSources, ...observer, files, draft });
  const date = new Date().toISOString().slice(0, 10);
  const worksWith = { date, runtimes: tested.runtimes, packages: tested.packages };
  if (values.runtimes) {
    writeData(values.data, { ...(JSON.parse(readFileSync(values.data, "utf8")) as MatrixData), worksWith });
    console.log([worksWithTable(worksWith), ...tested.absent, `${values.data}: run make readme`].join("\n"));
    return exitCode.ok;
  }
  const { entries, absent } = await runInterop(peers, { files, draft }, observer);
  const data: MatrixData = { date, draft: manifest.draft, vectors: manifest.root, peers: entries.map(peerData), worksWith };
  const matrix: Matrix = {
    facts: [date, manifest.draft, `vectors ${manifest.root}`],
    entries: [...entries, ...tested.entries],
    warnings: [...absent, ...tested.absent],
  };
  writeFileAtomic(values.out, matrixHtml(matrix));
  writeData(values.data, data);
  console.log([matrixText(matrix), worksWithTable(worksWith), `${values.out}, ${values.data}: run make readme`].join("\n"));
  return data.peers.some(({ fail }) => fail > 0) ? exitCode.failed : exitCode.ok;
}

await runProgram({ usage, options, main });
