/**
 * What became of the cases with each of several peers.
 *
 * @module
 */
import { groupBySuite, type TestReport, type TestResult, verdictNames, weightOf } from "../report/result.ts";

/** The ways in which a peer is tried, with what they are called. */
export const testModes = {
  vectors: "Interop vectors",
  server: "Live servers",
  client: "Live clients",
} as const;

/** A way in which a peer is tried: by the vectors through its adapter, or live in a role. */
export type TestMode = keyof typeof testModes;

/** A peer with what became of its cases. */
export interface MatrixEntry {
  /** What it is written in. */
  readonly language: string;
  /** What it runs in, with its version. */
  readonly runtime: string;
  readonly by: TestMode;
  readonly report: TestReport;
}

/** Results in numbers. */
export interface ResultCounts {
  readonly cases: number;
  readonly pass: number;
  /** Allowed, but not what is recommended. */
  readonly mild: number;
  /** What the peer does not do. */
  readonly left: number;
  readonly fail: number;
}

/** A peer in the data that the draft shows. */
export interface PeerData extends ResultCounts {
  readonly name: string;
  readonly version: string;
  readonly language: string;
  readonly runtime: string;
  readonly by: TestMode;
  readonly suites: Readonly<Record<string, ResultCounts>>;
}

/** All that a run of the matrix found. */
export interface MatrixData {
  /** The day, as `2026-11-24`. */
  readonly date: string;
  readonly draft: string;
  /** The root hash of the vectors. */
  readonly vectors: string;
  readonly peers: readonly PeerData[];
}

/** Counts results by how they count. */
export function countResults(results: readonly TestResult[]): ResultCounts {
  const of = (weight: ReturnType<typeof weightOf>): number => results.filter((result) => weightOf(result) === weight).length;
  return { cases: results.length, pass: of("good"), mild: of("mild"), left: of("left"), fail: of("bad") };
}

/** A peer in numbers; no time is told, so that the same peer gives the same data. */
export function peerData({ language, runtime, by, report }: MatrixEntry): PeerData {
  const { name, version } = report.peer;
  const suites = Object.fromEntries([...groupBySuite(report.results)].map(([suite, results]) => [suite, countResults(results)]));
  return { name, version, language, runtime, by, ...countResults(report.results), suites };
}

/** The results of one case, one for each peer that was asked. */
export interface MatrixRow {
  readonly suite: string;
  readonly id: string;
  readonly results: readonly (TestResult | undefined)[];
}

/** All cases by id, in the order in which they come, those first that some peer failed. */
export function matrixRows(entries: readonly MatrixEntry[]): MatrixRow[] {
  const maps = entries.map(({ report }) => new Map(report.results.map((result) => [result.id, result])));
  const first = new Map(entries.flatMap(({ report }) => report.results).map((result) => [result.id, result]));
  const rows = [...first].map(([id, { suite }]): MatrixRow => ({ suite, id, results: maps.map((results) => results.get(id)) }));
  const worst = ({ results }: MatrixRow): number => Math.max(...results.map((result) => (result === undefined ? 0 : verdictNames.indexOf(result.verdict))));
  return rows.map((row) => [row, worst(row)] as const).sort((a, b) => b[1] - a[1]).map(([row]) => row);
}
