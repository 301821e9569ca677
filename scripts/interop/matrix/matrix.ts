/**
 * What became of the cases with each of several peers.
 *
 * @module
 */
import { bySuite, type Report, type Result, verdictNames, weightOf } from "../report/result.ts";

/** The ways in which a peer is tried, with what they are called. */
export const ways = {
  vectors: "Interop vectors",
  server: "Live servers",
  client: "Live clients",
} as const;

/** A way in which a peer is tried: by the vectors through its adapter, or live in a role. */
export type Way = keyof typeof ways;

/** A peer with what became of its cases. */
export interface Entry {
  /** What it is written in. */
  readonly language: string;
  /** What it runs in, with its version. */
  readonly runtime: string;
  readonly by: Way;
  readonly report: Report;
}

/** Results in numbers. */
export interface Counts {
  readonly cases: number;
  readonly pass: number;
  /** Allowed, but not what is recommended. */
  readonly mild: number;
  /** What the peer does not do. */
  readonly left: number;
  readonly fail: number;
}

/** A peer in the data that the draft shows. */
export interface PeerData extends Counts {
  readonly name: string;
  readonly version: string;
  readonly language: string;
  readonly runtime: string;
  readonly by: Way;
  readonly suites: Readonly<Record<string, Counts>>;
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
export function countsOf(results: readonly Result[]): Counts {
  const of = (weight: ReturnType<typeof weightOf>): number => results.filter((result) => weightOf(result) === weight).length;
  return { cases: results.length, pass: of("good"), mild: of("mild"), left: of("left"), fail: of("bad") };
}

/** A peer in numbers; no time is told, so that the same peer gives the same data. */
export function peerData({ language, runtime, by, report }: Entry): PeerData {
  const { name, version } = report.peer;
  const suites = Object.fromEntries([...bySuite(report.results)].map(([suite, results]) => [suite, countsOf(results)]));
  return { name, version, language, runtime, by, ...countsOf(report.results), suites };
}

/** The results of one case, one for each peer that was asked. */
export interface Row {
  readonly suite: string;
  readonly id: string;
  readonly results: readonly (Result | undefined)[];
}

/** All cases by id, in the order in which they come, those first that some peer failed. */
export function rowsOf(entries: readonly Entry[]): Row[] {
  const maps = entries.map(({ report }) => new Map(report.results.map((result) => [result.id, result])));
  const first = new Map(entries.flatMap(({ report }) => report.results).map((result) => [result.id, result]));
  const rows = [...first].map(([id, { suite }]): Row => ({ suite, id, results: maps.map((results) => results.get(id)) }));
  const worst = ({ results }: Row): number => Math.max(...results.map((result) => (result === undefined ? 0 : verdictNames.indexOf(result.verdict))));
  return rows.map((row) => [row, worst(row)] as const).sort((a, b) => b[1] - a[1]).map(([row]) => row);
}
