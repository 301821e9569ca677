/**
 * A report as an HTML page: failures first, each with the sentence of the draft that it violates.
 *
 * @module
 */
import { escapeMarkup } from "../../common/markup.ts";
import { caseHtml, legendHtml, htmlPage, htmlTable } from "./html-page.ts";
import { groupBySuite, countVerdict, isClean, type TestReport, type TestResult, shownVerdicts, weightOf, worstFirst } from "./result.ts";

function countsHtml(results: readonly TestResult[]): string {
  const shown = shownVerdicts(results);
  const row = (name: string, some: readonly TestResult[]): (string | number)[] => [
    escapeMarkup(name),
    some.length,
    ...shown.map((verdict) => countVerdict(some, verdict)),
  ];
  const suites = [...groupBySuite(results)].map(([suite, some]) => row(suite, some));
  return htmlTable(["suite", "cases", ...shown], suites.length > 1 ? [...suites, row("all", results)] : suites);
}

/** Lists with more cases are folded. */
const MAX_UNFOLDED_CASES = 20;

/** Returns the cases of a suite that did not fail. */
function suiteHtml(suite: string, results: readonly TestResult[], draft: TestReport["draft"]): string {
  const cases = worstFirst(results)
    .map((result) => caseHtml(result, draft, false))
    .join("\n");
  const verdicts = shownVerdicts(results).filter((verdict) => countVerdict(results, verdict) > 0);
  const counts = verdicts.map((verdict) => `${countVerdict(results, verdict)} ${verdict}`).join(", ");
  const summary = `<h2>${escapeMarkup(suite)}</h2> <span class="faint">${escapeMarkup(counts)}</span>`;
  return `<details${results.length > MAX_UNFOLDED_CASES ? "" : ' open=""'}><summary>${summary}</summary>\n${cases}\n</details>`;
}

/** Returns the whole report. */
export function htmlReport({ title, peer, results, notes, draft }: TestReport): string {
  const wrong = worstFirst(results).filter((result) => weightOf(result) === "bad");
  const verdict = isClean(results)
    ? '<p class="good">No case failed.</p>'
    : `<p class="bad">${wrong.length} of ${results.length} cases did not pass.</p>`;
  const others = results.filter((result) => weightOf(result) !== "bad");
  const failures =
    wrong.length === 0
      ? []
      : [`<h2>Did not pass</h2>\n${wrong.map((result) => caseHtml(result, draft, wrong.length <= MAX_UNFOLDED_CASES)).join("\n")}`];
  const parts = [
    draft === undefined ? "" : `<p class="faint">Against ${escapeMarkup(draft.name)}.</p>`,
    verdict,
    countsHtml(results),
    legendHtml(results),
    ...notes.map((note) => `<p class="faint">${escapeMarkup(note)}</p>`),
    ...failures,
    ...[...groupBySuite(others)].map(([suite, some]) => suiteHtml(suite, some, draft)),
  ];
  return htmlPage(`${title}: ${peer.name} ${peer.version}`, parts.filter((part) => part !== "").join("\n"));
}
