/**
 * The page of requirements: each statement of the core draft, what checks it, and who passes.
 *
 * @module
 */
import type { RequirementChecks } from "../../author/requirements/collect.ts";
import { coverageKind } from "../../author/requirements/print.ts";
import { html, type Html } from "../../common/html.ts";
import { weightOf } from "../../interop/report/result.ts";
import { announcesList } from "../../interop/vectors/manifest.ts";
import { checksList } from "../requirements/checks-list.ts";
import { type PeerResult, peerResults } from "../requirements/peer-results.ts";
import { peerKey, peerWords, resultsList } from "../requirements/results-list.ts";
import type { SiteInput } from "../site-input.ts";
import type { PagePlace, SitePage } from "../site-page.ts";
import { countedChoices, filterForm, type FilterList } from "../vectors/filter-form.ts";
import { REQUIREMENTS_PAGE } from "../vectors/requirement-quote.ts";
import { type VectorPage, vectorPages } from "../vectors/vector-pages.ts";

/** The words of each kind of check. */
const checkWords = {
  vector: "vectors",
  case: "live cases alone",
  test: "tests alone",
  excused: "a written reason alone",
  nothing: "nothing",
} as const;

/** A requirement with what the page shows of it. */
interface ShownRequirement extends RequirementChecks {
  readonly results: readonly PeerResult[];
}

const keyOfLevel = (level: string): string => level.replaceAll(" ", "-");

function filterLists(rows: readonly ShownRequirement[]): FilterList[] {
  const results = rows.flatMap((row) => row.results);
  const peers = Object.fromEntries(results.map((result) => [peerKey(result), peerWords(result)]));
  const titles = Object.fromEntries(rows.map(({ requirement: { section } }) => [section.anchor, section.title]));
  const levels = Object.fromEntries(rows.map(({ requirement: { level } }) => [keyOfLevel(level), level]));
  return [
    { key: "level", label: "Level", choices: countedChoices(rows.map(({ requirement }) => [keyOfLevel(requirement.level)]), levels) },
    { key: "section", label: "Section", choices: countedChoices(rows.map(({ requirement }) => [requirement.section.anchor]), titles) },
    { key: "checked", label: "Checked by", choices: countedChoices(rows.map((row) => [coverageKind(row)]), checkWords) },
    ...weights.map(({ weight, key, label }) => ({ key, label, choices: countedChoices(rows.map((row) => keysOf(row, weight)), peers) })),
  ];
}

/** The lists of peers with a case that they failed, passed in a way that is not recommended, or left out. */
const weights = [
  { weight: "bad", key: "failed", label: "Failed by" },
  { weight: "mild", key: "mild", label: "Not as recommended by" },
  { weight: "left", key: "left", label: "Left out by" },
] as const;

function keysOf({ results }: ShownRequirement, weight: (typeof weights)[number]["weight"]): string[] {
  const has = ({ unpassed, leftOut }: PeerResult): boolean =>
    unpassed.some((each) => weightOf(each) === weight) || (weight === "left" && leftOut > 0);
  return results.filter(has).map(peerKey);
}

function entryHtml(row: ShownRequirement, input: SiteInput, pages: readonly VectorPage[], place: PagePlace): Html {
  const { id, level, section } = row.requirement;
  const draft = place.to(`draft/${input.manifest.draft}.html`);
  const sentence = input.sentences[id] ?? "";
  const list = announcesList(sentence) && html` <p>(<a href="${draft}#${section.anchor}">the list</a>)</p>`;
  const filters = html`data-level="${keyOfLevel(level)}" data-section="${section.anchor}" data-checked="${coverageKind(row)}"`;
  const peers = weights.map(({ weight, key }) => html`data-${key}="${keysOf(row, weight).join(" ")}" `);
  return html`<article id="${id}" class="requirement" data-entry="${level}" ${filters} ${peers}>
<h3><a href="${draft}#${id}">${id}</a> <span class="tag">${level}</span></h3>
<blockquote><p>${sentence}</p>${list}</blockquote>
${checksList(row, pages, place)}${resultsList(row.results)}</article>\n`;
}

/** Returns the rows of each section, in the order of the first one. */
function bySection(rows: readonly ShownRequirement[]): Map<string, ShownRequirement[]> {
  const sections = new Map<string, ShownRequirement[]>();
  for (const row of rows) {
    const { anchor } = row.requirement.section;
    sections.set(anchor, [...(sections.get(anchor) ?? []), row]);
  }
  return sections;
}

function content(rows: readonly ShownRequirement[], input: SiteInput, place: PagePlace): Html {
  const pages = vectorPages(input.suites);
  const sections = [...bySection(rows)].map(([anchor, some]) => {
    const link = html`<a href="${place.to(`draft/${input.manifest.draft}.html#${anchor}`)}">${some[0]?.requirement.section.title}</a>`;
    const entries = some.map((row) => entryHtml(row, input, pages, place));
    return html`<section data-group><h2 id="section-${anchor}">${link}</h2>\n${entries}</section>\n`;
  });
  return html`<p>A vector is a case for a codec or an endpoint without a network; a live case talks to a server or a client over HTTP/2.
The <a href="${place.to("interop/index.html")}">implementations</a> were tested on ${input.interop.date};
the numbers are those of passed cases.</p>
${filterForm(filterLists(rows), "requirements", `words or an id, such as ${rows[0]?.requirement.id ?? ""}`)}
${sections}`;
}

/** Returns the page of requirements. */
export function requirementsPage(input: SiteInput): SitePage[] {
  const rows = input.requirements.map((row): ShownRequirement => ({ ...row, results: peerResults(row.requirement.id, input) }));
  return [
    {
      path: REQUIREMENTS_PAGE,
      title: "Requirements",
      summary: `The ${rows.length} statements of ${input.manifest.draft}, with what checks each and which peers pass.`,
      content: (place) => content(rows, input, place),
      scripts: ["filter"],
      styles: ["vectors"],
    },
  ];
}
