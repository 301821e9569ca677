/**
 * The cases that peers did not pass, below the requirement that they check.
 *
 * @module
 */
import { html, type Html } from "../../common/html.ts";
import type { InteropPeer } from "../../interop/matrix/interop-data.ts";
import { reportDraft } from "../../interop/report/report-draft.ts";
import { groupByRequirement, type RequirementGroup } from "../../interop/report/requirement-groups.ts";
import { type TestResult, verdictNames, verdicts, weightOf } from "../../interop/report/result.ts";
import type { SiteInput } from "../site-input.ts";
import type { PagePlace } from "../site-page.ts";
import { requirementQuote } from "../vectors/requirement-quote.ts";
import { modeTexts, peerAnchor } from "./result-tables.ts";

const verdictWord = ({ verdict }: Pick<TestResult, "verdict">): Html => html`<strong class="${weightOf({ verdict })}">${verdict}</strong>`;

function testResults({ notPassed }: InteropPeer): TestResult[] {
  return notPassed.map(({ id, verdict, why, requirements }) => ({ suite: "", id, verdict, detail: why, requirements, duration: 0 }));
}

function groupHtml({ requirement, results }: RequirementGroup, input: SiteInput, place: PagePlace): Html {
  const items = results.map((result) => html`<li>${verdictWord(result)} <code>${result.id}</code>: ${result.detail}</li>\n`);
  const sentence =
    requirement === undefined ? html`<p>Cases that check no single requirement:</p>\n` : requirementQuote(requirement, input, place);
  return html`${sentence}<ul>${items}</ul>\n`;
}

function peerHtml(peer: InteropPeer, input: SiteInput, place: PagePlace): Html {
  const { manifest, sentences } = input;
  const suites = peer.skippedSuites.map(
    (each) => html`<li>${verdictWord(each)} <code>${each.suite}</code>, all ${each.cases} cases: ${each.why}</li>\n`,
  );
  const groups = groupByRequirement(testResults(peer), reportDraft(manifest, sentences));
  return html`<h3>${peer.name}, ${modeTexts[peer.by].title.toLowerCase()}</h3>
<p><a href="#${peerAnchor(peer)}">How to run these cases</a></p>
${suites.length > 0 && html`<ul>${suites}</ul>\n`}${groups.map((group) => groupHtml(group, input, place))}`;
}

/** Returns the cases of each peer that did not pass, with the sentence of the requirement and the reason. */
export function unpassedCases(input: SiteInput, place: PagePlace): Html {
  const { peers } = input.interop;
  const some = peers.filter(({ cases, pass }) => pass < cases);
  if (some.length === 0) return html`<p class="good">Every implementation passed every case.</p>`;
  const results = some.flatMap(({ notPassed, skippedSuites }) => [...notPassed, ...skippedSuites]);
  const meanings = verdictNames
    .filter((name) => results.some(({ verdict }) => verdict === name))
    .map((name) => html`<li>${verdictWord({ verdict: name })}: ${verdicts[name].summary}</li>`);
  return html`<ul>${meanings}</ul>\n${some.map((peer) => peerHtml(peer, input, place))}`;
}
