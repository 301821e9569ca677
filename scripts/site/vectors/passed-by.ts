/**
 * Who passes a case of the vectors.
 *
 * @module
 */
import { html, type Html } from "../../common/html.ts";
import type { InteropPeer } from "../../interop/matrix/interop-data.ts";
import { type VerdictWeight, weightOf } from "../../interop/report/result.ts";
import type { LocatedCase } from "../../interop/vectors/select-cases.ts";
import type { SiteInput } from "../site-input.ts";

/** The words before the names of peers, in the order of the line. */
const words = {
  good: "passed by",
  mild: "not as recommended by",
  bad: "failed by",
  left: "left out by",
} as const satisfies Record<VerdictWeight, string>;

type CaseOfSuite = { readonly case: Pick<LocatedCase["case"], "id">; readonly suite: Pick<LocatedCase["suite"], "suite"> };

function weightFor({ case: { id }, suite: { suite } }: CaseOfSuite, { notPassed, skippedSuites }: InteropPeer): VerdictWeight {
  const found = notPassed.find((each) => each.id === id) ?? skippedSuites.find((each) => each.suite === suite);
  return found === undefined ? "good" : weightOf(found);
}

/** Returns who passes a case, as a sentence. @param peers - all peers; those that ran no vectors do not count */
export function passedSentence(located: CaseOfSuite, peers: readonly InteropPeer[]): string {
  const weights = peers.filter(({ by }) => by === "vectors").map((peer) => [weightFor(located, peer), peer.name] as const);
  const parts = (Object.keys(words) as VerdictWeight[]).flatMap((weight) => {
    const names = weights.filter(([each]) => each === weight).map(([, name]) => name);
    return names.length === 0 ? [] : [`${words[weight]} ${names.join(", ")}`];
  });
  const text = parts.join("; ");
  return text === "" ? "" : `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

/** Returns who passes a case; nothing if the peers ran other vectors than these. */
export function passedHtml(located: LocatedCase, { interop, manifest }: SiteInput): Html | undefined {
  const text = interop.vectors === manifest.root ? passedSentence(located, interop.peers) : "";
  return text === "" ? undefined : html`<p>${text}</p>\n`;
}
