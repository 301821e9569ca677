/**
 * A report as one page of HTML: failures first, each with the sentence of the draft that it breaks.
 *
 * @module
 */
import { escape } from "./escape.ts";
import { caseHtml, legendHtml, page, table } from "./page.ts";
import { bySuite, count, isClean, type Report, type Result, shownVerdicts, weightOf, worstFirst } from "./result.ts";

function countsHtml(results: readonly Result[]): string {
  const shown = shownVerdicts(results);
  const row = (name: string, some: readonly Result[]): (string | number)[] => [escape(name), some.length, ...shown.map((verdict) => count(some, verdict))];
  const suites = [...bySuite(results)].map(([suite, some]) => row(suite, some));
  return table(["suite", "cases", ...shown], suites.length > 1 ? [...suites, row("all", results)] : suites);
}

/** How many cases at most need no folding. */
const FEW = 20;

/** The cases of a suite that did not fail; many are folded away. */
function suiteHtml(suite: string, results: readonly Result[], draft: Report["draft"]): string {
  const cases = worstFirst(results).map((result) => caseHtml(result, draft, false)).join("\n");
  const verdicts = shownVerdicts(results).filter((verdict) => count(results, verdict) > 0);
  const counts = verdicts.map((verdict) => `${count(results, verdict)} ${verdict}`).join(", ");
  return `<details${results.length > FEW ? "" : ' open=""'}><summary><h2>${escape(suite)}</h2> <span class="faint">${escape(counts)}</span></summary>\n${cases}\n</details>`;
}

/** The whole report. */
export function htmlReport({ title, peer, results, notes, draft }: Report): string {
  const wrong = worstFirst(results).filter((result) => weightOf(result) === "bad");
  const verdict = isClean(results) ? '<p class="good">No case failed.</p>' : `<p class="bad">${wrong.length} of ${results.length} cases did not pass.</p>`;
  const others = results.filter((result) => weightOf(result) !== "bad");
  const failures = wrong.length === 0 ? [] : [`<h2>Did not pass</h2>\n${wrong.map((result) => caseHtml(result, draft, wrong.length <= FEW)).join("\n")}`];
  const parts = [
    draft === undefined ? "" : `<p class="faint">Against ${escape(draft.name)}.</p>`,
    verdict,
    countsHtml(results),
    legendHtml(results),
    ...notes.map((note) => `<p class="faint">${escape(note)}</p>`),
    ...failures,
    ...[...bySuite(others)].map(([suite, some]) => suiteHtml(suite, some, draft)),
  ];
  return page(`${title}: ${peer.name} ${peer.version}`, parts.filter((part) => part !== "").join("\n"));
}
