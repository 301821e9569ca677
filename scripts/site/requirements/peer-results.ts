/**
 * The results of each peer for a requirement of the draft.
 *
 * @module
 */
import type { InteropData, InteropPeer, UnpassedCase } from "../../interop/matrix/interop-data.ts";
import { type VerdictWeight, weightOf } from "../../interop/report/result.ts";

/** The results of a peer in one role. */
export interface PeerResult extends Pick<InteropPeer, "name" | "language" | "by"> {
  /** The number of cases that check the requirement. */
  readonly cases: number;
  /** Those that did not pass, without those of suites that the peer left out as a whole. */
  readonly unpassed: readonly UnpassedCase[];
  /** The number of its cases in suites that the peer left out as a whole. */
  readonly leftOut: number;
  /** The worst weight: all passed, allowed but not recommended, left out, or failed. */
  readonly state: VerdictWeight;
}

function stateOf(unpassed: readonly UnpassedCase[], leftOut: number): VerdictWeight {
  const weights = unpassed.map(weightOf);
  if (weights.includes("bad")) return "bad";
  if (weights.includes("mild")) return "mild";
  return leftOut > 0 || weights.length > 0 ? "left" : "good";
}

/** Returns the results of peers that ran a case for the requirement. */
export function peerResults(id: string, { interop }: { readonly interop: InteropData }): PeerResult[] {
  return interop.peers.flatMap(({ name, language, by, notPassed, skippedSuites }): PeerResult[] => {
    const cases = interop.requirements[by][id];
    if (cases === undefined) return [];
    const unpassed = notPassed.filter(({ requirements }) => requirements.includes(id));
    const leftOut = skippedSuites.reduce((sum, { requirements }) => sum + (requirements[id] ?? 0), 0);
    return [{ name, language, by, cases, unpassed, leftOut, state: stateOf(unpassed, leftOut) }];
  });
}
