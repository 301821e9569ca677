/**
 * The results of several peers, in numbers and case by case.
 *
 * @module
 */
import { groupBySuite, type TestReport, type TestResult, verdictNames } from "../report/result.ts";
import { countResults, type ResultCounts } from "./result-counts.ts";

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

/** The results of a peer in numbers, in all and by suite. */
export interface PeerCounts extends ResultCounts {
  readonly suites: Readonly<Record<string, ResultCounts>>;
}

/** Returns the numbers of a peer. */
export function peerCounts({ results }: Pick<TestReport, "results">): PeerCounts {
  const suites = [...groupBySuite(results)].map(([suite, some]) => [suite, countResults(some)] as const);
  return { ...countResults(results), suites: Object.fromEntries(suites) };
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
