/**
 * Tries the reference implementation on runtimes, and packages with it on each of them.
 *
 * @module
 */
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";

import { readExamples } from "../examples/example.ts";
import { examplePackages } from "../examples/packages.ts";
import { runExample } from "../examples/run-example.ts";
import type { TestResult } from "../report/result.ts";
import type { LivePeer } from "./find-peers.ts";
import type { MatrixEntry } from "./matrix.ts";
import { countResults } from "./result-counts.ts";
import { findRuntime, type FoundRuntime, runtimeKinds } from "./runtimes.ts";
import { testAdapter } from "./test-adapters.ts";
import { type MatrixSources, testLivePeers } from "./test-live-peers.ts";
import type { PackageResults, RuntimeResults } from "./works-with.ts";

/** What a test of the runtimes needs. */
export interface RuntimeSources extends MatrixSources {
  /** The module of the command `ws2`. */
  readonly ws2: string;
  /** The methods of compression, separated by commas. */
  readonly methods: string;
  /** A folder of the repository for compiled examples. */
  readonly folder: string;
  readonly version: string;
  /** Adds details to results. */
  readonly explain: (results: readonly TestResult[]) => TestResult[];
  /** Called with the results of each runtime and mode. */
  readonly onEntry: (entry: MatrixEntry) => void;
  /** Called with a line about each example that fails. */
  readonly onNote: (line: string) => void;
}

/** Results of the runtimes. */
export interface RuntimesTested {
  readonly entries: MatrixEntry[];
  readonly runtimes: RuntimeResults[];
  readonly packages: PackageResults[];
  /** A sentence for each runtime that cannot be had. */
  readonly absent: string[];
}

async function testRuntime(runtime: FoundRuntime, sources: RuntimeSources, add: (entry: MatrixEntry) => void): Promise<RuntimeResults> {
  const { id, title, version, path, args } = runtime;
  const ws2 = [path, ...args, sources.ws2].map((word) => `"${word}"`).join(" ");
  const peer: LivePeer = {
    name: `websocket2 on ${title} ${version}`,
    version: sources.version,
    language: "TypeScript",
    runtime: `${title} ${version}`,
    server: `${ws2} serve --h2c --port 0 --compression ${sources.methods}`,
    client: `${ws2} connect --echo --compression ${sources.methods} {url}`,
  };
  const tested: { vectors?: MatrixEntry; server?: MatrixEntry; client?: MatrixEntry } = {};
  const keep = (entry: MatrixEntry): void => {
    tested[entry.report.mode] = entry;
    add(entry);
  };
  const vectors = await testAdapter({ ...peer, command: `${ws2} adapter` }, sources, sources.explain);
  keep({ ...vectors, report: { ...vectors.report, peer: { name: peer.name, version: sources.version } } });
  await testLivePeers([peer], sources, keep, { quick: true });
  const counts = Object.entries(tested).map(([mode, entry]) => [mode, countResults(entry.report.results)]);
  return { id, title, version, ...Object.fromEntries(counts) } as RuntimeResults;
}

const installedVersion = (name: string): string =>
  (JSON.parse(readFileSync(join("node_modules", name, "package.json"), "utf8")) as { readonly version: string }).version;

/** Runs the examples of all packages on the runtimes, one example at a time on each. */
async function testPackages(runtimes: readonly FoundRuntime[], { folder, onNote }: RuntimeSources): Promise<PackageResults[]> {
  const examples = readExamples();
  const results: PackageResults[] = [];
  for (const { example: name, title, package: packageName } of examplePackages) {
    const example = examples.find((each) => each.name === name);
    if (example === undefined) throw new RangeError(`reference/examples/${name}.ts does not exist`);
    const run = async ({ id, path, args }: FoundRuntime): Promise<readonly [id: string, works: boolean]> => {
      const problem = await runExample(example, { program: path, args, folder });
      if (problem !== undefined) onNote(`${title} on ${id}: ${problem}`);
      return [id, problem === undefined];
    };
    const works = Object.fromEntries(await Promise.all(runtimes.map(run)));
    results.push({ title, package: packageName, version: installedVersion(packageName), works });
  }
  rmSync(folder, { recursive: true, force: true });
  return results;
}

/** Runs all vectors, quick live cases in both roles and the examples of packages on each runtime that can be had. */
export async function testRuntimes(sources: RuntimeSources): Promise<RuntimesTested> {
  const found = runtimeKinds.map((kind) => findRuntime(kind));
  const usable = found.filter((each) => typeof each !== "string");
  const entries: MatrixEntry[] = [];
  const add = (entry: MatrixEntry): void => {
    entries.push(entry);
    sources.onEntry(entry);
  };
  const runtimes: RuntimeResults[] = [];
  for (const runtime of usable) runtimes.push(await testRuntime(runtime, sources, add));
  const packages = await testPackages(usable, sources);
  return { entries, runtimes, packages, absent: found.filter((each) => typeof each === "string") };
}
