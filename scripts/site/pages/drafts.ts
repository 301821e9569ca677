/**
 * The page of the drafts, each in all its forms, and the pages of what changed.
 *
 * @module
 */
import { html, Html } from "../../common/html.ts";
import { type SiteDraft, draftRevision } from "../drafts/read-drafts.ts";
import { comparisonPath, formNames } from "../drafts/write-draft-pages.ts";
import type { SiteInput } from "../site-input.ts";
import type { PagePlace, SitePage } from "../site-page.ts";

/** The words for the statuses of RFCXML. */
const statuses: Readonly<Record<string, string>> = {
  exp: "Experimental",
  info: "Informational",
  std: "Standards Track",
  bcp: "Best Current Practice",
};

/** Returns whether a draft has a page of changes. The comparison of a first revision is of use to its authors only. */
const isCompared = ({ name, comparison }: SiteDraft): boolean => comparison !== undefined && draftRevision(name) !== "00";

function changesHtml(draft: SiteDraft, place: PagePlace): Html {
  if (isCompared(draft)) {
    const link = html`<a href="${place.to(comparisonPath(draft.name))}">both texts, side by side</a>`;
    return html`${link}, since ${new Html(draft.comparison?.older ?? "")}`;
  }
  if (draftRevision(draft.name) === "00") return html`the first revision, -00`;
  return html`not compared: this site was built from a copy of the repository without the history of the older revision;
<code>make diff</code> compares in a complete clone`;
}

function draftHtml(draft: SiteDraft, place: PagePlace): Html {
  const { name, title, abstract, category, date, pages, forms } = draft;
  const links = forms.map(
    (extension) => html`<li><a href="${place.to(`draft/${name}.${extension}`)}">${formNames[extension] ?? extension}</a></li> `,
  );
  return html`<article><h2 id="${name}">${title}</h2>
<p class="faint"><code>${name}</code>, ${date}, ${pages} pages, intended status ${statuses[category] ?? category}</p>
${abstract.map((text) => html`<p>${text}</p>`)}
<ul class="inline forms" aria-label="Forms of ${name}">${links}</ul>
<p>Changes: ${changesHtml(draft, place)}.</p></article>\n`;
}

function comparisonPage(draft: SiteDraft): SitePage[] {
  const { name, comparison } = draft;
  if (comparison === undefined || !isCompared(draft)) return [];
  const { older, newer, rows } = comparison;
  return [
    {
      path: comparisonPath(name),
      title: `Changes of ${name}`,
      summary: "The text of the older revision on the left and the newer one on the right, word by word, without page breaks.",
      content: (place) => html`<p><a href="${place.to("draft/index.html")}">All drafts</a>. Removed words are marked
<del><b>so</b></del>, added words <ins><b>so</b></ins>. On a phone, both stand below each other.</p>
<table class="changes"><thead><tr><th scope="col">${new Html(older)}</th><th scope="col">${new Html(newer)}</th></tr></thead>
<tbody>${new Html(rows)}</tbody></table>`,
      styles: ["diff"],
      wide: true,
    },
  ];
}

/** Returns the page of the drafts and a page of the changes of each. */
export function draftsPage({ drafts }: SiteInput): SitePage[] {
  return [
    {
      path: "draft/index.html",
      title: "Drafts",
      summary: "The editor's copies of the specification and of its companion: HTML for screens and phones, text, and XML.",
      content: (place) => html`${drafts.map((draft) => draftHtml(draft, place))}`,
    },
    ...drafts.flatMap(comparisonPage),
  ];
}
