/**
 * The first page: what WebSocket2 is, a picture, who can use it, numbers with their proof, and the way to everything else.
 *
 * @module
 */
import { html, type Html } from "../../common/html.ts";
import { siteParts } from "../navigation.ts";
import type { SiteInput } from "../site-input.ts";
import type { PagePlace, SitePage } from "../site-page.ts";

function cards(place: PagePlace): Html {
  const items = siteParts.map(({ path, name, summary }) => html`<li><a href="${place.to(path)}">${name}</a><p>${summary}</p></li>\n`);
  return html`<ul class="cards">${items}</ul>`;
}

/** Returns the first page. */
export function indexPage(_input: SiteInput): SitePage[] {
  return [
    {
      path: "index.html",
      title: "WebSocket2",
      summary: "Messages in both directions, inside one ordinary HTTP/2 request.",
      content: (place) => cards(place),
    },
  ];
}
