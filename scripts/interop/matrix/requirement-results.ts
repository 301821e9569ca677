/**
 * The results of the peers by requirement.
 *
 * @module
 */
import { weightOf } from "../report/result.ts";
import type { InteropData, InteropPeer } from "./interop-data.ts";
import type { ResultCounts } from "./result-counts.ts";

/** Names the count of each weight. */
const countNames = { good: "pass", mild: "mild", left: "left", bad: "fail" } as const;

function peerResults({ notPassed, skippedSuites }: InteropPeer, requirement: string, cases: number): ResultCounts {
  const counts = { mild: 0, left: 0, fail: 0, pass: 0 };
  for (const each of notPassed) if (each.requirements.includes(requirement)) counts[countNames[weightOf(each)]] += 1;
  for (const each of skippedSuites) counts[countNames[weightOf(each)]] += each.requirements[requirement] ?? 0;
  const { mild, left, fail } = counts;
  return { cases, pass: cases - mild - left - fail, mild, left, fail };
}

/**
 * Returns the results of each peer by requirement: `requirementResults(data).get("R-017")?.[0]` belongs to `data.peers[0]`.
 *
 * @returns the identifiers of all requirements that a case checks, each with a result for each peer; `undefined` for a peer whose kind of
 * cases checks it nowhere
 */
export function requirementResults({ requirements, peers }: InteropData): ReadonlyMap<string, readonly (ResultCounts | undefined)[]> {
  const ids = [...new Set(Object.values(requirements).flatMap((counts) => Object.keys(counts)))].sort();
  const results = (id: string): (ResultCounts | undefined)[] =>
    peers.map((peer) => {
      const cases = requirements[peer.by][id];
      return cases === undefined ? undefined : peerResults(peer, id, cases);
    });
  return new Map(ids.map((id) => [id, results(id)]));
}
