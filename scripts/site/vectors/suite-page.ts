/**
 * A page of vectors: the cases of a suite, by topic.
 *
 * @module
 */
import { html, type Html } from "../../common/html.ts";
import { type LocatedCase, requirementsOf } from "../../interop/vectors/select-cases.ts";
import type { SiteInput } from "../site-input.ts";
import type { PagePlace, SitePage } from "../site-page.ts";
import { caseEntry, type EntryContext } from "./case-entry.ts";
import { expectationOf } from "./expectation.ts";
import { countedChoices, type FilterChoice, filterForm, type FilterList } from "./filter-form.ts";
import { topicOf } from "./topic.ts";
import type { VectorPage } from "./vector-pages.ts";

/** The command that shows the exchange of one case with an adapter. */
export const ONE_CASE_COMMAND = "npx --no -- ws2 vectors run --adapter COMMAND --id ID --trace";

/** Returns the cases of each topic, in the order of the first case. */
function casesByTopic(cases: readonly LocatedCase[]): Map<string, LocatedCase[]> {
  const topics = new Map<string, LocatedCase[]>();
  for (const located of cases) {
    const topic = topicOf(located.case.id);
    topics.set(topic, [...(topics.get(topic) ?? []), located]);
  }
  return topics;
}

const byValue = (a: FilterChoice, b: FilterChoice): number => a.value.localeCompare(b.value, "en", { numeric: true });

function filterLists({ cases }: VectorPage, { manifest }: SiteInput): FilterList[] {
  const titles = Object.fromEntries(Object.entries(manifest.requirements).map(([id, { title }]) => [id, `${id} ${title}`]));
  const requirements = cases.map((each) => requirementsOf(each.suite.notes, each.case));
  return [
    { key: "expected", label: "Expected", choices: countedChoices(cases.map((each) => expectationOf(each).keys)) },
    { key: "requirement", label: "Requirement", choices: countedChoices(requirements, titles).sort(byValue) },
  ];
}

function topicHtml(topic: string, cases: readonly LocatedCase[], context: EntryContext): Html {
  const entries = cases.map((each) => caseEntry(each, context));
  return html`<section data-group><h2 id="topic-${topic}">${topic}</h2>\n${entries}</section>\n`;
}

/** Returns the links between the pages of vectors. */
function pagesNav(page: VectorPage, pages: readonly VectorPage[], place: PagePlace): Html {
  const items = pages.map(({ path, name, cases }) => {
    const current = path === page.path && html` aria-current="page"`;
    return html`<li><a href="${place.to(path)}"${current}>${name}</a> <span class="faint">${cases.length}</span></li>\n`;
  });
  return html`<nav aria-label="Vectors"><ul class="parts">${items}</ul></nav>\n`;
}

function content(page: VectorPage, pages: readonly VectorPage[], context: EntryContext): Html {
  const { input, place } = context;
  const topics = casesByTopic(page.cases);
  const contents = [...topics].map(([topic, { length }]) => {
    return html`<li><a href="#topic-${topic}">${topic}</a> <span class="faint">${length}</span></li>\n`;
  });
  const format = html`<a href="${place.to(`vectors/format.html#${page.cases[0]?.group.op}`)}">format</a>`;
  return html`${pagesNav(page, pages, place)}
<p>What the members of a case mean is in the ${format};
the <a href="${place.to("vectors/index.html#running")}">first page of the vectors</a> says how to run them.
What your program makes of one case, octet by octet:</p>
<pre tabindex="0"><code>${ONE_CASE_COMMAND}</code></pre>
${filterForm(filterLists(page, input), "cases", "words, an id, or octets")}
<details class="contents"><summary>Topics</summary><ul class="parts">${contents}</ul></details>
${[...topics].map(([topic, cases]) => topicHtml(topic, cases, context))}`;
}

/** Returns a page of vectors. @param pages - all of them, for the links between them */
export function suitePage(page: VectorPage, pages: readonly VectorPage[], context: Omit<EntryContext, "place">): SitePage {
  return {
    path: page.path,
    title: `Vectors: ${page.name}`,
    summary: `${page.cases.length} cases, each with its input, its expected result, and the sentence of the draft that it checks.`,
    content: (place) => content(page, pages, { ...context, place }),
    scripts: ["filter"],
    styles: ["vectors"],
  };
}
