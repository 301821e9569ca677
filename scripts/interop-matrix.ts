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
import { compactJson } from "./common/compact-json.ts";
import { writeFileAtomic } from "./common/files.ts";
import { killProcessesOnExit } from "./common/managed-process.ts";
import { exitCode, type OptionValues, runProgram, UsageError } from "./common/program.ts";
import { FileError, readTextFile, validateFile } from "./common/validate-file.ts";
import { suiteSchema } from "./interop/format/suite-schema.ts";
import { interopData, type InteropData } from "./interop/matrix/interop-data.ts";
import { matrixHtml } from "./interop/matrix/matrix-html.ts";
import { type Matrix, type MatrixEntry, peerCounts } from "./interop/matrix/matrix.ts";
import { matrixText } from "./interop/matrix/matrix-text.ts";
import { runData } from "./interop/matrix/peer-data.ts";
import { type InteropPeers, runInterop } from "./interop/matrix/run-interop.ts";
import type { MatrixSources } from "./interop/matrix/test-live-peers.ts";
import { testRuntimes } from "./interop/matrix/test-runtimes.ts";
import { type WorksWith, worksWithTable } from "./interop/matrix/works-with.ts";
import { reportDraft } from "./interop/report/report-draft.ts";
import type { TestResult } from "./interop/report/result.ts";
import { type Manifest, readManifest, readSentences } from "./interop/vectors/manifest.ts";
import { parseJson, readSuites } from "./interop/vectors/read-suites.ts";

const VECTORS = "spec-tests/vectors";

const ws2 = `"${process.execPath}" build/ws2/ws2.js`;
/** All methods of the schema. */
const methods = compressionMethods.join(",");
const ownImplementation = { language: "TypeScript", runtime: `Node.js ${process.version}` };
const ownSource = {
  folder: "reference",
  about: "The reference implementation. The schema from which the tables of the draft come is the source of its codec, limits and states.",
  needs: "Node.js",
  build: "make",
};
/** The command in texts for readers. */
const shownWs2 = "npx --no -- ws2";
const serverArguments = `serve --h2c --port 0 --compression ${methods}`;
const clientArguments = `connect --echo --compression ${methods} {url}`;

const peers: InteropPeers = {
  adapterFolder: "spec-tests/adapters",
  peerFolder: "spec-tests/peers",
  ownAdapter: { ...ownImplementation, command: `${ws2} adapter`, source: { ...ownSource, start: `${shownWs2} adapter` } },
  ownPeer: {
    ...ownImplementation,
    name: packageInfo.name,
    version: packageInfo.version,
    server: `${ws2} ${serverArguments}`,
    client: `${ws2} ${clientArguments}`,
    source: ownSource,
    start: { server: `${shownWs2} ${serverArguments}`, client: `${shownWs2} ${clientArguments}` },
  },
};

function requireManifest(): Manifest {
  const manifest = readManifest(VECTORS);
  if (manifest === undefined) throw new FileError(`${VECTORS}/manifest.json does not exist: run make vectors`);
  return manifest;
}

function printProgress(entry: MatrixEntry): void {
  const { cases, pass } = peerCounts(entry.report);
  console.error(`${entry.report.peer.name}, ${entry.report.mode}: ${pass} of ${cases} cases passed`);
}

const vectorFiles = readSuites(VECTORS, suiteSchema(websocket2));

const observer = {
  explain: (results: readonly TestResult[]): TestResult[] => explainResults(results, vectorFiles, websocket2),
  onEntry: printProgress,
};

const runtimeSources = {
  ws2: "build/ws2/ws2.js",
  methods,
  folder: "build/interop/examples",
  version: packageInfo.version,
  onNote: (line: string) => console.error(line),
};

/** Returns the data of an earlier run. Its kept part is checked when it is written again. @throws {@link FileError} if it is not JSON */
const earlierData = (path: string): InteropData => parseJson(path, readTextFile(path)) as InteropData;

/** Writes the data, which its readers accept: a contradiction is a mistake of the run. @throws {@link FileError} */
function writeData(path: string, data: InteropData): void {
  writeFileAtomic(path, compactJson(validateFile(path, interopData, data)));
}

const usage = `usage: interop-matrix.js [--peers | --runtimes] [--out FILE] [--data FILE]
  --peers      tests the peers alone, and keeps the results of runtimes and packages in the data
  --runtimes   tests the runtimes and packages alone, and keeps the other results of the data
  --out FILE   the page (build/interop/index.html)
  --data FILE  the data for the draft and the README (draft/data/interop.json)`;

const options = {
  peers: { type: "boolean", default: false },
  runtimes: { type: "boolean", default: false },
  out: { type: "string", default: "build/interop/index.html" },
  data: { type: "string", default: "draft/data/interop.json" },
} as const;

/** Tries the runtimes and packages. With `keep`, the results in the data stay instead. */
async function testWorksWith(
  sources: MatrixSources,
  date: string,
  { keep, data }: { readonly keep: boolean; readonly data: string },
): Promise<{ readonly worksWith: WorksWith; readonly entries: readonly MatrixEntry[]; readonly absent: readonly string[] }> {
  if (keep) return { worksWith: earlierData(data).worksWith, entries: [], absent: [] };
  const { entries, runtimes, packages, absent } = await testRuntimes({ ...runtimeSources, ...observer, ...sources });
  return { worksWith: { date, runtimes, packages }, entries, absent };
}

async function main(values: OptionValues<typeof options>): Promise<number> {
  if (values.peers && values.runtimes) throw new UsageError("--peers and --runtimes: expected one of them, or neither to test everything");
  killProcessesOnExit();
  const manifest = requireManifest();
  const sources = { files: vectorFiles, draft: reportDraft(manifest, readSentences(VECTORS)) };
  const date = new Date().toISOString().slice(0, 10);
  const tested = await testWorksWith(sources, date, { keep: values.peers, data: values.data });
  const { worksWith } = tested;
  if (values.runtimes) {
    writeData(values.data, { ...earlierData(values.data), worksWith });
    console.log([worksWithTable(worksWith), ...tested.absent, `${values.data}: run make readme`].join("\n"));
    return exitCode.ok;
  }
  const { entries, absent } = await runInterop(peers, sources, observer);
  const matrix: Matrix = {
    facts: [date, manifest.draft, `vectors ${manifest.root}`],
    entries: [...entries, ...tested.entries],
    warnings: [...absent, ...tested.absent],
  };
  writeFileAtomic(values.out, matrixHtml(matrix));
  console.log([matrixText(matrix), worksWithTable(worksWith), values.out].join("\n"));
  writeData(values.data, runData({ date, draft: manifest.draft, vectors: manifest.root, warnings: absent, worksWith }, entries));
  console.log(`${values.data}: run make readme`);
  return entries.some(({ report }) => peerCounts(report).fail > 0) ? exitCode.failed : exitCode.ok;
}

await runProgram({ usage, options, main });
