/**
 * What checks a requirement: vectors, live cases, tests, or the reason why nothing does.
 *
 * @module
 */
import type { RequirementChecks } from "../../author/requirements/collect.ts";
import { codeSpans, html, type Html } from "../../common/html.ts";
import { writtenCases } from "../../interop/conformance/cases/index.ts";
import { requirementsOf } from "../../interop/vectors/select-cases.ts";
import type { PagePlace } from "../site-page.ts";
import type { VectorPage } from "../vectors/vector-pages.ts";

const summaries = new Map(writtenCases.map(({ id, summary }) => [id, summary]));

/** Longer lists are folded. */
const MAX_UNFOLDED = 3;

function foldedList(title: string, items: readonly Html[]): Html {
  const list = html`<ul>${items.map((item) => html`<li>${item}</li>\n`)}</ul>`;
  if (items.length <= MAX_UNFOLDED) return html`<p>${title}:</p>\n${list}\n`;
  return html`<details><summary>${title}: ${items.length}</summary>${list}</details>\n`;
}

/** Returns links to the pages of vectors, each with its filter set to a requirement. */
function vectorLinks(id: string, pages: readonly VectorPage[], place: PagePlace): Html | undefined {
  const links = pages.flatMap(({ path, name, cases }) => {
    const count = cases.filter((each) => requirementsOf(each.suite.notes, each.case).includes(id)).length;
    return count === 0 ? [] : [html`<a href="${place.to(path)}#requirement=${id}">${name} ${count}</a>`];
  });
  if (links.length === 0) return undefined;
  return html`<p>Vectors: ${links.map((link, index) => html`${index > 0 && ", "}${link}`)}</p>\n`;
}

/** Returns what checks a requirement. @param pages - all pages of vectors */
export function checksList({ requirement, cases, tests, excuse }: RequirementChecks, pages: readonly VectorPage[], place: PagePlace): Html {
  const live = cases.map((id) => html`<code>${id}</code>: ${codeSpans(summaries.get(id) ?? "")}`);
  const named = tests.map(({ file, title }) => html`<code>${file}</code>${title !== "" && html`: ${title}`}`);
  return html`${vectorLinks(requirement.id, pages, place)}${live.length > 0 && foldedList("Live cases", live)}${
    named.length > 0 && foldedList("Tests of the reference implementation", named)
  }${excuse !== undefined && html`<p class="mild">Not checked by vectors or live cases: ${reasonOf(excuse)}.</p>\n`}`;
}

/** Returns the reason of a known gap, without the name of its table. */
const reasonOf = (excuse: string): string => excuse.replace(/^\w+: /, "");
