/**
 * The results of peers of this repository as data.
 *
 * @module
 */
import { groupBySuite, type TestMode, type TestResult, verdicts } from "../report/result.ts";
import type { InteropData, InteropPeer, SkippedSuite } from "./interop-data.ts";
import { type MatrixEntry, peerCounts } from "./matrix.ts";

/** The code of a peer of this repository. */
export interface PeerSource {
  /** Its folder, relative to the repository. */
  readonly folder: string;
  /** How it was written, in sentences. */
  readonly about: string;
  /** The required software, in words. */
  readonly needs: string;
  /** The command that builds it; absent if it needs no build. */
  readonly build?: string | undefined;
  /** The command that starts it. */
  readonly start: string;
}

/** The results of a peer of this repository. */
export interface SourcedEntry extends MatrixEntry {
  readonly source: PeerSource;
}

/** Returns the number of cases that check each requirement, by identifier. */
export function countRequirements(results: readonly TestResult[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const id of results.flatMap(({ requirements }) => [...new Set(requirements)])) counts.set(id, (counts.get(id) ?? 0) + 1);
  return Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The most characters of a reason in the data. */
const MAX_WHY = 300;

/** Returns why a case did not pass, in one line. */
function shortReason({ verdict, detail }: TestResult): string {
  const [first = ""] = detail.split("\n", 1);
  if (first === "") return verdicts[verdict].summary;
  return first.length > MAX_WHY ? `${first.slice(0, MAX_WHY)}...` : first;
}

/** Returns a suite of which no case passed, all for the same reason. */
function skippedSuite(suite: string, results: readonly TestResult[]): SkippedSuite | undefined {
  const [first] = results;
  if (first === undefined || results.length < 2 || first.verdict === "pass") return undefined;
  const why = shortReason(first);
  if (!results.every((result) => result.verdict === first.verdict && shortReason(result) === why)) return undefined;
  return { suite, verdict: first.verdict, why, cases: results.length, requirements: countRequirements(results) };
}

/** Returns the data of a peer, without times, so that the same results give the same data. */
export function peerData({ language, runtime, report, source }: SourcedEntry): InteropPeer {
  const { name, version } = report.peer;
  const suites = groupBySuite(report.results);
  const skippedSuites = [...suites].flatMap(([suite, results]) => skippedSuite(suite, results) ?? []);
  const isListed = ({ suite, verdict }: TestResult): boolean => verdict !== "pass" && !skippedSuites.some((each) => each.suite === suite);
  return {
    name,
    version,
    language,
    runtime,
    ...source,
    by: report.mode,
    ...peerCounts(report),
    skippedSuites,
    notPassed: report.results.filter(isListed).map((result) => {
      const { id, verdict, requirements } = result;
      return { id, verdict, why: shortReason(result), requirements: [...requirements] };
    }),
  };
}

/** Returns the data of a run. @param data - what the entries do not say */
export function runData(
  data: Pick<InteropData, "date" | "draft" | "vectors" | "warnings" | "worksWith">,
  entries: readonly SourcedEntry[],
): InteropData {
  const requirements = (mode: TestMode): Record<string, number> =>
    countRequirements(entries.find(({ report }) => report.mode === mode)?.report.results ?? []);
  const { worksWith, ...facts } = data;
  return {
    ...facts,
    requirements: { vectors: requirements("vectors"), server: requirements("server"), client: requirements("client") },
    peers: entries.map(peerData),
    worksWith,
  };
}
