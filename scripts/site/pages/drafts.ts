/**
 * The page of the drafts: each in all its forms.
 *
 * @module
 */
import { html, type Html } from "../../common/html.ts";
import type { SiteInput } from "../site-input.ts";
import type { PagePlace, SitePage } from "../site-page.ts";

function draftList({ manifest: { draft } }: SiteInput, place: PagePlace): Html {
  return html`<ul><li><a href="${place.to(`draft/${draft}.html`)}">${draft}</a></li></ul>`;
}

/** Returns the page of the drafts. */
export function draftsPage(input: SiteInput): SitePage[] {
  return [
    {
      path: "draft/index.html",
      title: "Drafts",
      summary: "The editor's copies of the specification and its companion.",
      content: (place) => draftList(input, place),
    },
  ];
}
