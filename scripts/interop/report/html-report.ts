/**
 * A report as an HTML page: what did not pass first, by the requirement of the draft that it violates.
 *
 * @module
 */
import { filterHtml, filterScript } from "./filter-script.ts";
import { caseHtml, escapePeerText, legendHtml, htmlPage, htmlTable, requirementHtml } from "./html-page.ts";
import type { RequirementGroup } from "./requirement-groups.ts";
import { groupBySuite, countVerdict, isClean, type TestReport, type TestResult, shownVerdicts, weightOf, worstFirst } from "./result.ts";
import { type ResultSection, resultSections, sectionSize } from "./result-sections.ts";

function countsHtml(results: readonly TestResult[]): string {
  const shown = shownVerdicts(results);
  const row = (name: string, some: readonly TestResult[]): (string | number)[] => [
    escapePeerText(name),
    some.length,
    ...shown.map((verdict) => countVerdict(some, verdict)),
  ];
  const suites = [...groupBySuite(results)].map(([suite, some]) => row(suite, some));
  return htmlTable(["suite", "cases", ...shown], suites.length > 1 ? [...suites, row("all", results)] : suites);
}

/** Lists with more cases are folded. */
const MAX_UNFOLDED_CASES = 20;

/** Returns the anchor of a group: the identifier of the requirement for failures, with the name of its section for others. */
function groupAnchor({ requirement = "none" }: RequirementGroup, section: ResultSection): string {
  return section.name === "failed" ? requirement : `${section.name}-${requirement}`;
}

function groupTitle({ requirement = "No requirement", statement, results }: RequirementGroup): string {
  const place = statement === undefined ? "" : ` ${statement.level}, ${statement.title}`;
  return escapePeerText(`${requirement}${place}: ${results.length} ${results.length === 1 ? "case" : "cases"}`);
}

function groupHtml(group: RequirementGroup, section: ResultSection, report: TestReport): string {
  const { requirement: above, results } = group;
  const open = section.name === "failed" && sectionSize(section) <= MAX_UNFOLDED_CASES;
  return [
    `<section id="${escapePeerText(groupAnchor(group, section))}" data-group="">`,
    `<h3>${groupTitle(group)}</h3>`,
    ...(above === undefined ? [] : [requirementHtml(above, report.draft)]),
    ...results.map((result) => caseHtml(result, report, { open, above })),
    "</section>",
  ].join("\n");
}

/** Returns the links to the groups of a section. */
function contentsHtml(section: ResultSection): string {
  const items = section.groups.map(
    (group) => `<li><a href="#${escapePeerText(groupAnchor(group, section))}">${groupTitle(group)}</a></li>`,
  );
  return items.length < 2 ? "" : `<ul class="contents">\n${items.join("\n")}\n</ul>`;
}

function sectionHtml(section: ResultSection, report: TestReport): string {
  const parts = [
    `<section data-group="">\n<h2>${section.title}</h2>`,
    contentsHtml(section),
    ...section.groups.map((group) => groupHtml(group, section, report)),
    "</section>",
  ];
  return parts.filter((part) => part !== "").join("\n");
}

/** Returns the other cases of a suite. */
function suiteHtml(suite: string, results: readonly TestResult[], report: TestReport): string {
  const cases = worstFirst(results)
    .map((result) => caseHtml(result, report, { open: false }))
    .join("\n");
  const verdicts = shownVerdicts(results).filter((verdict) => countVerdict(results, verdict) > 0);
  const counts = verdicts.map((verdict) => `${countVerdict(results, verdict)} ${verdict}`).join(", ");
  const summary = `<h2>${escapePeerText(suite)}</h2> <span class="faint">${escapePeerText(counts)}</span>`;
  const open = results.length > MAX_UNFOLDED_CASES ? "" : ' open=""';
  return `<details data-group=""${open}><summary>${summary}</summary>\n${cases}\n</details>`;
}

function verdictHtmlOf(results: readonly TestResult[]): string {
  const known = results.some((result) => result.known === true);
  if (isClean(results)) return `<p class="good">${known ? "No new case failed." : "No case failed."}</p>`;
  const wrong = results.filter((result) => weightOf(result) === "bad").length;
  if (results.length === 0) return '<p class="bad">No case was selected.</p>';
  return `<p class="bad">${wrong === 0 ? "Every case was skipped." : `${wrong} of ${results.length} cases did not pass.`}</p>`;
}

/** Returns the whole report. */
export function htmlReport(report: TestReport): string {
  const { title, peer, results, notes, draft } = report;
  const sections = resultSections(results, draft);
  const listed = new Set(sections.flatMap(({ groups }) => groups.flatMap((group) => group.results)));
  const others = results.filter((result) => !listed.has(result));
  const parts = [
    draft === undefined ? "" : `<p class="faint">Against ${escapePeerText(draft.name)}.</p>`,
    verdictHtmlOf(results),
    countsHtml(results),
    legendHtml(results),
    ...notes.map((note) => `<p class="faint">${escapePeerText(note)}</p>`),
    filterHtml,
    ...sections.map((section) => sectionHtml(section, report)),
    ...[...groupBySuite(others)].map(([suite, some]) => suiteHtml(suite, some, report)),
    filterScript,
  ];
  return htmlPage(`${title}: ${peer.name} ${peer.version}`, parts.filter((part) => part !== "").join("\n"));
}
