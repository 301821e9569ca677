/**
 * The results of each peer for a requirement of the draft.
 *
 * @module
 */
import type { PeerData } from "../../interop/matrix/matrix.ts";
import { type VerdictName, verdicts } from "../../interop/report/result.ts";
import type { SiteInput } from "../site-input.ts";

/** A case that a peer did not pass. */
export interface UnpassedCase {
  readonly id: string;
  readonly verdict: VerdictName;
  readonly why: string;
}

/** The results of a peer in one role. */
export interface PeerResult {
  readonly name: string;
  readonly language: string;
  readonly by: PeerData["by"];
  /** The number of cases that check the requirement; `undefined` if the data do not say it. */
  readonly cases: number | undefined;
  readonly unpassed: readonly UnpassedCase[];
  /** The number of its cases in suites that the peer left out as a whole. */
  readonly leftOut: number;
  /** The worst weight: all passed, allowed but not recommended, left out, or failed; `unknown` if the data do not say it. */
  readonly state: "good" | "mild" | "left" | "bad" | "unknown";
}

/** The parts of the data that list cases. Data of earlier runs have sums alone. */
interface ListedResults {
  readonly notPassed?: readonly (UnpassedCase & { readonly requirements: readonly string[] })[];
  readonly skippedSuites?: readonly { readonly requirements: Readonly<Record<string, number>> }[];
}

interface ListedCounts {
  readonly requirements?: Readonly<Record<PeerData["by"], Readonly<Record<string, number>>>>;
}

function stateOf(unpassed: readonly UnpassedCase[], leftOut: number): PeerResult["state"] {
  const weights = unpassed.map(({ verdict }) => verdicts[verdict].weight);
  if (weights.includes("bad")) return "bad";
  if (weights.includes("mild")) return "mild";
  return leftOut > 0 || weights.length > 0 ? "left" : "good";
}

/** Returns the results of peers that ran a case for the requirement. */
export function peerResults(id: string, { interop }: Pick<SiteInput, "interop">): PeerResult[] {
  const counts = (interop as ListedCounts).requirements;
  return interop.peers.flatMap((peer): PeerResult[] => {
    const { name, language, by } = peer;
    const cases = counts?.[by][id] ?? (counts === undefined ? undefined : 0);
    if (cases === 0) return [];
    const { notPassed, skippedSuites = [] } = peer as ListedResults;
    const unpassed = (notPassed ?? []).filter(({ requirements }) => requirements.includes(id));
    const leftOut = skippedSuites.reduce((sum, { requirements }) => sum + (requirements[id] ?? 0), 0);
    const isKnown = notPassed !== undefined || peer.pass === peer.cases;
    return [{ name, language, by, cases, unpassed, leftOut, state: isKnown ? stateOf(unpassed, leftOut) : "unknown" }];
  });
}
