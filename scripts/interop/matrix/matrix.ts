/**
 * The results of several peers, in numbers and case by case.
 *
 * @module
 */
import { groupBySuite, type TestMode, type TestReport, type TestResult, verdictNames, weightOf } from "../report/result.ts";
import type { WorksWith } from "./works-with.ts";

/** The results of a peer. */
export interface MatrixEntry {
  /** The language of the peer; empty if it is unknown. */
  readonly language: string;
  /** The runtime, with its version; empty if it is unknown. */
  readonly runtime: string;
  readonly report: TestReport;
}

/** The results of several peers. */
export interface Matrix {
  /** The origin of the results, such as day and draft, a few words each. */
  readonly facts: readonly string[];
  readonly entries: readonly MatrixEntry[];
  /** Sentences about what is missing or not comparable. */
  readonly warnings: readonly string[];
}

/** Returns the name of a peer with its version. */
export const peerLabel = ({ peer: { name, version } }: Pick<TestReport, "peer">): string => `${name} ${version}`.trimEnd();

/** Results in numbers. */
export interface ResultCounts {
  readonly cases: number;
  readonly pass: number;
  /** Allowed, but not recommended. */
  readonly mild: number;
  /** Skipped or unimplemented. */
  readonly left: number;
  readonly fail: number;
}

/** The numbers of a peer, which the draft shows. */
export interface PeerData extends ResultCounts {
  readonly name: string;
  readonly version: string;
  readonly language: string;
  readonly runtime: string;
  readonly by: TestMode;
  readonly suites: Readonly<Record<string, ResultCounts>>;
}

/** The numbers of a run. */
export interface MatrixData {
  /** The day of the run: `2026-11-24`. */
  readonly date: string;
  readonly draft: string;
  /** The root hash of the vectors. */
  readonly vectors: string;
  readonly peers: readonly PeerData[];
  /** Runtimes and packages, for the README. */
  readonly worksWith?: WorksWith;
}

/** Counts results by weight. */
export function countResults(results: readonly TestResult[]): ResultCounts {
  const of = (weight: ReturnType<typeof weightOf>): number => results.filter((result) => weightOf(result) === weight).length;
  return { cases: results.length, pass: of("good"), mild: of("mild"), left: of("left"), fail: of("bad") };
}

/** Returns the numbers of a peer, without times, so that the same results give the same data. */
export function peerData({ language, runtime, report }: MatrixEntry): PeerData {
  const { name, version } = report.peer;
  const suites = Object.fromEntries([...groupBySuite(report.results)].map(([suite, results]) => [suite, countResults(results)]));
  return { name, version, language, runtime, by: report.mode, ...countResults(report.results), suites };
}

/** The results of one case. */
export interface MatrixRow {
  readonly suite: string;
  readonly id: string;
  /** In the order of the peers; `undefined` for a peer that did not run the case. */
  readonly results: readonly (TestResult | undefined)[];
}

/** Returns the results by case: cases with the worst verdict first, else in their order. */
export function matrixRows(entries: readonly MatrixEntry[]): MatrixRow[] {
  const maps = entries.map(({ report }) => new Map(report.results.map((result) => [result.id, result])));
  const first = new Map(entries.flatMap(({ report }) => report.results).map((result) => [result.id, result]));
  const rows = [...first].map(([id, { suite }]): MatrixRow => ({ suite, id, results: maps.map((results) => results.get(id)) }));
  const worst = ({ results }: MatrixRow): number =>
    Math.max(...results.map((result) => (result === undefined ? 0 : verdictNames.indexOf(result.verdict))));
  return rows
    .map((row) => [row, worst(row)] as const)
    .sort((a, b) => b[1] - a[1])
    .map(([row]) => row);
}
